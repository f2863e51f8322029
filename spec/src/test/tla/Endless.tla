------------------------------- MODULE Endless -------------------------------
(* Fixture: a model that TLC is never done with.                             *)
EXTENDS Naturals
VARIABLE n
Init == n = 0
Count == n' = n + 1
Spec == Init /\ [][Count]_n
==============================================================================
