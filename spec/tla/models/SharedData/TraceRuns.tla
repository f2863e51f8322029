------------------------------ MODULE TraceRuns ------------------------------
(***************************************************************************)
(* What the validation of recorded runs has in common for all lock-level   *)
(* specifications.  Runs is a sequence of recorded runs; each initial      *)
(* state has one of them to go through.  A step is taken only if it fits   *)
(* the next event of the run.  A state without a step has an event that    *)
(* fits none.                                                              *)
(*                                                                         *)
(* Calls that are refused are no steps.  Each refusal must have been right *)
(* in some state between call and return.                                  *)
(***************************************************************************)
LOCAL INSTANCE Naturals
LOCAL INSTANCE Sequences

CONSTANTS
  Runs,   \* a sequence of runs, each a sequence of events
  Roots   \* run |-> the worker that lives in the beginning

VARIABLES
  run,    \* which of the runs
  next,   \* the position of its next event
  calls   \* the calls that will be refused, each with whether that has been right since it began

runVars == <<run, next, calls>>

Event == Runs[run][next]

AtEnd == next > Len(Runs[run])

InitRun ==
  /\ run \in 1..Len(Runs)
  /\ next = 1
  /\ calls = {}

(* The calls, and in which of them the refusal is right now, or was. *)
CallsNow(IsRight(_, _, _, _)) ==
  {[c EXCEPT !.right = @ \/ IsRight(c.w, c.op, c.a, c.o)] : c \in calls}

Advance(now) == next' = next + 1 /\ calls' = now /\ UNCHANGED run

(* The call number e.c of the operation e.op of w on e.a begins; it will be refused with e.o. *)
BeginsCall(e, w, now) ==
  Advance(now \cup {[number |-> e.c, w |-> w, op |-> e.op, a |-> e.a, o |-> e.o, right |-> FALSE]})

(* It returns. *)
ReturnsRefused(e, now) ==
  /\ \E c \in now : c.number = e.c /\ c.right
  /\ Advance({c \in now : c.number # e.c})

=============================================================================
