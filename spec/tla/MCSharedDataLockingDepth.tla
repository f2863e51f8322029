----------------------- MODULE MCSharedDataLockingDepth ------------------------
(* SharedDataLocking with an unbounded workload, up to a depth. *)
EXTENDS MCSharedDataLocking

CONSTANT Depth  \* the maximal number of states of a behaviour

(* When TLC evaluates this for the successor of a state, the level is that   *)
(* of the state; the level of initial states is 1. So a state at depth       *)
(* Depth gets no successors. They are computed, checked, and counted as      *)
(* generated, but not counted as distinct, and not stored. Only with one     *)
(* thread of TLC is a state certainly first reached by a shortest            *)
(* behaviour. (This is the behaviour of TLC 2.18, the version on Maven       *)
(* Central, and of 1.7.4. In later versions the level is that of the         *)
(* successor, and the search is one level less deep.)                        *)
IsNearEnough == TLCGet("level") < Depth

================================================================================
