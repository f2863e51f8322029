------------------------ MODULE MCSharedDataGlobalLock ------------------------
(* What TLC needs to check SharedDataGlobalLock, and the specification does  *)
(* not.  The bounds of each model are in its .cfg file.                      *)
EXTENDS SharedDataGlobalLock, TLC

(* Neither workers nor threads nor sessions have an order: only what may listen counts. *)
Symmetry ==
  Permutations(Workers) \cup Permutations(Threads)
  \cup Permutations(Listenable) \cup Permutations(Sessions \ Listenable)

=============================================================================
