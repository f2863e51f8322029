----------------------- MODULE MCSharedDataLockingDepth ------------------------
(* SharedDataLocking without an end to the workload, down to a depth.        *)
EXTENDS MCSharedDataLocking

CONSTANT Depth  \* the number of states on the longest behaviours looked at

(* While TLC asks this about the successor of a state, the level is that of  *)
(* the state; that of initial states is 1.  So a state that is Depth deep    *)
(* gets no successors.  They are computed, checked, and counted as           *)
(* generated; but they are not counted as distinct, and not kept.  That a    *)
(* state is first reached by a shortest behaviour is certain with one thread *)
(* of TLC only.  (So it is with TLC 2.18, which Central has, and with 1.7.4. *)
(* In later versions the level is that of the successor, and the search is   *)
(* less deep by one.)                                                        *)
IsNearEnough == TLCGet("level") < Depth

================================================================================
