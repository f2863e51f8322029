----------------------- MODULE MCSharedDataLockingBudget -----------------------
(* SharedDataLocking with a bounded workload: all threads together begin     *)
(* at most Budget operations. Operations that have begun are never cut       *)
(* off.                                                                      *)
EXTENDS MCSharedDataLockingDefects  \* since some models have a seeded defect

CONSTANT Budget  \* number of operations that may begin

VARIABLE left    \* number of operations that may still begin

BudgetInit == Init /\ left = Budget

Exhausted ==
  /\ left = 0
  /\ \A t \in Threads : AtRest(t)
  /\ UNCHANGED <<vars, left>>

BudgetNext ==
  \/ \E t \in Threads :
       \/ thread[t].at = "idle" /\ left > 0 /\ Begin(t) /\ left' = left - 1
       \/ thread[t].at # "idle" /\ Step(t) /\ UNCHANGED left
  \/ \E w \in Workers : Die(w) /\ UNCHANGED left
  \/ End /\ UNCHANGED left
  \/ Exhausted

BudgetSpec == BudgetInit /\ [][BudgetNext]_<<vars, left>>

==============================================================================
