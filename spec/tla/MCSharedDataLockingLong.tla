------------------------ MODULE MCSharedDataLockingLong ------------------------
(* The behaviours of SharedDataLocking that are useful in a long             *)
(* simulation. TLC chooses each step at random. If any worker could exit     *)
(* or be killed at any time, all would be gone after a few steps, and the    *)
(* rest of the behaviour would be empty. So a worker ends only if another    *)
(* one lives on, and only after a pause.                                     *)
EXTENDS MCSharedDataLockingDefects  \* since some models have a seeded defect

CONSTANT Pause   \* minimal number of steps between two ends

VARIABLE pause   \* number of these steps that are still to come

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

(* TLC stores a changed function as the original and a list of changes,      *)
(* until it is compared. In a simulation it is never compared, which takes   *)
(* time; and TLC 2.18 then fails to print a counterexample (its issue        *)
(* 1191).                                                                    *)
IsEvaluated == vars = vars

LongSpec == LongInit /\ [][LongNext]_<<vars, pause>>

================================================================================
