----------------------------- MODULE MCSharedData -----------------------------
(* Model bounds for SharedData: what TLC needs and the specification does not. *)
EXTENDS SharedData, TLC

(* Workers, and sessions, are interchangeable: neither has an order. *)
Symmetry == Permutations(Workers) \cup Permutations(Sessions)

=============================================================================
