-------------------------- MODULE MCSharedDataLocking --------------------------
(* Definitions for checking SharedDataLocking with TLC. The bounds of each   *)
(* model are in its .cfg file.                                               *)
EXTENDS SharedDataLocking, TLC

(* Workers, threads and sessions are interchangeable, except for Listenable. *)
Symmetry ==
  Permutations(Workers) \cup Permutations(ThreadNames)
  \cup Permutations(Listenable) \cup Permutations(Sessions \ Listenable)

(* A process may also be killed in the middle of an operation, unless it     *)
(* holds a lock that other workers need.                                     *)
MayDieInside(w) ==
  \A l \in OutsideLocks[w] : lock[l] # Unlocked => \A t \in ThreadsOf(w) : ~IsHolder(t, l)

(***************************************************************************)
(* Interesting states: each must be reachable in some model. Otherwise the *)
(* properties might hold vacuously.                                        *)
(***************************************************************************)

(* The last subscriber has found that it is the last, and does not yet hold the lock of the pool. *)
ReachGap == \E t \in Threads : thread[t].at = "leave: write-lock the pool"

(* Two threads read the pool of shared data at the same time. *)
ReachTwoReaders == Cardinality(lock[PoolLock].readers) = 2

(* A thread waits for the write lock of the pool while others read it. *)
ReachBlockedWriter ==
  /\ lock[PoolLock].readers # {}
  /\ \E t \in Threads : PoolLock \in Wanted(t) /\ ~WantsToRead(t)

(* A worker was killed after it left the shared data and before the removal of its copy. *)
ReachDeadWithClosedCopy ==
  \E w \in Workers, i \in Slots :
    life[w] = "dead" /\ copies[w][i] # Free /\ copies[w][i].listen = "closed"

(* A worker was killed with its table locked. *)
ReachKilledInside ==
  \E w \in Workers : \E t \in ThreadsOf(w) :
    IsWriter(t, TableLock(w)) /\ MayDie(w)

(* A parent died while its child is forking. *)
ReachForkOfDead == \E c \in Workers : life[c] = "forking" /\ life[parent[c]] = "dead"

==============================================================================
