"""Where a raster of cells lies on a slice, so that what the network saw can be drawn in millimetres."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A raster of rectangular cells on the pixel grid of a slice.

    Attributes
    ----------
    origin
        (row, column) of the *center* of cell (0, 0), in slice pixels; pixel centers are integers.
    step
        (row, column) slice pixels from one cell center to the next.
    shape
        (rows, columns) of cells.
    """

    origin: tuple[float, float]
    step: tuple[float, float]
    shape: tuple[int, int]

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """(top, left, height, width) of the raster's outer edges, in slice pixels."""
        (row, column), (down, right), (rows, columns) = self.origin, self.step, self.shape
        return row - down / 2, column - right / 2, rows * down, columns * right

    def to_pixels(self, row: float, column: float) -> tuple[float, float]:
        """Return the slice pixel at a cell coordinate."""
        return self.origin[0] + row * self.step[0], self.origin[1] + column * self.step[1]

    def to_cells(self, row: float, column: float) -> tuple[float, float]:
        """Return the cell coordinate at a slice pixel."""
        return (row - self.origin[0]) / self.step[0], (column - self.origin[1]) / self.step[1]

    def cell_mm(self, pixel_spacing: tuple[float, float] | None) -> float | None:
        """Return the edge of a cell in mm (cells are square in mm), or None without a pixel spacing."""
        return None if pixel_spacing is None else self.step[0] * pixel_spacing[0]


def pixel_grid(rows: int, columns: int) -> Grid:
    """Return the raster whose cells are the pixels of a slice."""
    return Grid(origin=(0.0, 0.0), step=(1.0, 1.0), shape=(rows, columns))
