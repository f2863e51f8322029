------------------------ MODULE MCSharedDataGlobalLock ------------------------
(* Definitions for checking SharedDataGlobalLock with TLC. The bounds of     *)
(* each model are in its .cfg file.                                          *)
EXTENDS SharedDataGlobalLock, TLC

(* Workers, threads and sessions are interchangeable, except for Listenable. *)
Symmetry ==
  Permutations(Workers) \cup Permutations(Threads)
  \cup Permutations(Listenable) \cup Permutations(Sessions \ Listenable)

=============================================================================
