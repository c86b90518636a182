"""Slices near the one on screen come first, also after it has moved."""

from physnet_viewer.nearest import NearestFirst


def test_outward_from_the_center():
    work = NearestFirst({index: str(index) for index in range(7)}, 3)
    order = [work.take()[0][0] for _ in range(7)]
    assert order[0] == 3
    assert [abs(index - 3) for index in order] == [0, 1, 1, 2, 2, 3, 3]
    assert work.take() == []


def test_the_center_is_taken_alone_and_the_rest_in_batches():
    work = NearestFirst(dict.fromkeys(range(7), "x"), 3)
    assert [index for index, _ in work.take(4)] == [3]
    assert sorted(index for index, _ in work.take(4)) == [1, 2, 4, 5]


def test_a_moved_center_comes_next():
    work = NearestFirst(dict.fromkeys(range(100), "x"), 0)
    work.take(4)
    work.center = 90
    assert [index for index, _ in work.take(4)] == [90]


def test_more_can_be_added_and_all_be_dropped():
    work = NearestFirst({0: "a"}, 0)
    work.add({1: "b", 2: "c"})
    assert 2 in work
    assert len(work) == 3
    work.clear()
    assert work.take(9) == []


def test_what_is_not_kept_is_let_go_and_named():
    work = NearestFirst({0: "a", 1: "b", 2: "c"}, 0)
    work.take()
    assert work.keep({0, 2}) == {1}
    assert work.take(9) == [(2, "c")]
