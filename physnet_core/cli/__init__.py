"""The command line: one module a sub-command, imported only when it is called."""

import argparse
import contextlib
import importlib
import logging
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from physnet_core import __version__
from physnet_core.cli.console import complain
from physnet_core.cli.options import add_common_options, apply_common_options
from physnet_core.errors import Cancelled, ExportError, PhysNetError
from physnet_core.memory import keep_freed_memory

DONE, FAILED, BAD_INPUT = 0, 1, 2

# The modules name torch only inside their functions, and even they are imported for their own command alone.
COMMANDS = {
    "info": "say what a folder holds, from headers only",
    "predict": "class, density, D and rho of every slice",
    "simulate": "let the predicted density grow",
    "export": "write growth as GIF, MP4, PNG, CSV, NIfTI or PDF",
    "calibrate": "fit D and rho to two outlines of one tumor",
    "train": "train PhysNet or a rival on a folder of images",
    "evaluate": "measure bundles on data they have not seen",
    "bench": "measure speed and accuracy on this machine",
}


class _Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments and leave."""
        self.exit(BAD_INPUT, f"{self.prog}: {message} (see {self.prog} --help)\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return 0 done, 1 failed half-way, 2 bad arguments or nothing readable."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        args = _parse(words)
    except SystemExit as leaving:  # argparse has said why
        return int(leaving.code or 0)
    logging.basicConfig(level=_log_level(args), stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    if args.debug:
        return _run(args)
    try:
        return _run(args)
    except BrokenPipeError:  # whoever read our output has seen enough
        _silence_stdout()
        return DONE
    except (Cancelled, KeyboardInterrupt):
        complain("stopped; nothing half-written is left")
        return FAILED
    except ExportError as error:
        complain(str(error))
        return FAILED
    except PhysNetError as error:
        complain(str(error))
        return BAD_INPUT
    except MemoryError:
        complain("out of memory; give fewer slices at a time or a smaller --batch")
        return FAILED
    except Exception as error:
        complain(f"unexpected {type(error).__name__}: {_one_line(error)} (run again with --debug for the whole story)")
        return FAILED


def _run(args: argparse.Namespace) -> int:
    keep_freed_memory()
    apply_common_options(args)
    module = importlib.import_module(f"{__name__}.{args.command}")
    code: int = module.run(args)
    return code


def _parse(words: list[str]) -> argparse.Namespace:
    """Return the arguments of the command; options common to all may stand before or after its name."""
    position = next((index for index, word in enumerate(words) if word in COMMANDS), None)
    if position is None:
        _top_parser().parse_args(words)
        _top_parser().error("name a command")
    command = words[position]
    module = importlib.import_module(f"{__name__}.{command}")
    meaning = COMMANDS[command]
    parser = _Parser(prog=f"physnet {command}", description=f"{meaning[0].upper()}{meaning[1:]}.")
    module.add_arguments(parser)
    add_common_options(parser)
    args = parser.parse_args(words[:position] + words[position + 1 :])
    args.command = command
    return args


def _top_parser() -> argparse.ArgumentParser:
    listing = "\n".join(f"  {name:<10} {meaning}" for name, meaning in COMMANDS.items())
    parser = _Parser(
        prog="physnet",
        usage="physnet COMMAND [options]",
        description="Brain MRI classification with tumor-growth physics inside the network. Research use only.",
        epilog=f"commands (physnet COMMAND --help tells more):\n{listing}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"physnet {__version__}")
    parser.add_argument("name", nargs="?", choices=tuple(COMMANDS), metavar="COMMAND", help=argparse.SUPPRESS)
    return parser


def _log_level(args: argparse.Namespace) -> int:
    if args.debug:
        return logging.DEBUG
    return logging.ERROR if args.quiet else logging.WARNING


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]


def _silence_stdout() -> None:
    """Keep the interpreter from complaining about the closed pipe on its way out."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
