"""Programs: what is run, whatever wrote it down, and the one interpreter that runs them.

Program.from_source(text), Step.from_source(text)   -> program.py
UnsafeProgram, and what the safe subset is          -> subset.py, vocabulary.py
Session(subject, look), run(program, subject, look) -> session.py
reduce_program(program, still_diverges)             -> shrinking.py
"""

from conformance.programs.program import Program, Step
from conformance.programs.session import Session, run
from conformance.programs.shrinking import reduce_program
from conformance.programs.subset import UnsafeProgram

__all__ = ["Program", "Session", "Step", "UnsafeProgram", "reduce_program", "run"]
