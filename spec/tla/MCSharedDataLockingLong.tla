------------------------ MODULE MCSharedDataLockingLong ------------------------
(* Those behaviours of SharedDataLocking that are worth simulating for long. *)
(* TLC chooses each step at random.  If any worker could exit or be killed   *)
(* at any time, everybody would be gone after a few steps, and the rest of   *)
(* the behaviour would show nothing.  So here a worker ends only if another  *)
(* one lives on, and only after a pause.                                     *)
EXTENDS MCSharedDataLockingDefects  \* since some models have a seeded defect

CONSTANT Pause   \* how many steps there are at least between two ends

VARIABLE pause   \* how many of them are still to come

LivesOn(w) == Live(w) /\ \A t \in ThreadsOf(w) : thread[t].op # "exit"

MayEnd(w) == pause = 0 /\ \E v \in Workers \ {w} : LivesOn(v)

Exits(t) == thread[t].op # "exit" /\ thread'[t].op = "exit"

LongStep(t) ==
  /\ Step(t)
  /\ Exits(t) => MayEnd(WorkerOf(t))
  /\ pause' = IF Exits(t) THEN Pause ELSE IF pause = 0 THEN 0 ELSE pause - 1

LongInterrupt(t) == Interrupt(t) /\ UNCHANGED pause

LongDie(w) == MayEnd(w) /\ Die(w) /\ pause' = Pause

LongInit == Init /\ pause = Pause

LongNext ==
  \/ \E t \in Threads : LongStep(t)
  \/ \E t \in Threads : LongInterrupt(t)
  \/ \E w \in Workers : LongDie(w)

(* TLC keeps a function that changes as the first one and a list of changes, *)
(* until somebody compares it.  In a simulation nobody does, which takes     *)
(* time; and TLC 2.18 then fails to print a counterexample (its issue 1191). *)
IsEvaluated == vars = vars

LongSpec == LongInit /\ [][LongNext]_<<vars, pause>>

================================================================================
