---------------------------- MODULE MCWorkerPools ----------------------------
(* Definitions for checking WorkerPools with TLC. The bounds of each model   *)
(* are in its .cfg file.                                                     *)
EXTENDS WorkerPools, TLC

(* Workers are interchangeable. *)
Symmetry == Permutations(Workers)

(* For models without kills: a worker that ends has freed its VCL worker. *)
NobodyIsKilled ==
  \A w \in Workers :
    Dead(w)' => Dead(w) \/ (thread[w].at = "exit: free the VCL worker" /\ vcl' # vcl)

(* For models in which the parent cleans up, as in the source: the first worker does not end. *)
FirstWorkerStays ==
  \A w \in Workers :
    Exists(w) /\ thread[w].parent = NoWorker => thread'[w].at \notin ExitSteps \cup {"dead"}

(***************************************************************************)
(* Interesting states: each must be reachable in some model. Otherwise the *)
(* properties of WorkerPools might hold vacuously.                         *)
(***************************************************************************)

(* A dead child is not yet noticed, and another worker already has its index. *)
ReachIndexReused ==
  \E v, w \in Workers : Dead(v) /\ Works(w) /\ thread[v].index = thread[w].index

(* A parent looks up a dead child and finds another worker at its index. *)
ReachOtherFound ==
  \E p \in Workers :
    /\ thread[p].at = "cleanup: look for the child"
    /\ \E w \in Workers : Works(w) /\ thread[w].index = thread[thread[p].with].index

(* A child was killed, and its parent frees the workers of the child. *)
ReachKilledChild == \E p \in Workers : thread[p].at = "cleanup: free the VCL worker"

(* Indices are no longer handed out in order. *)
ReachOtherOrder ==
  SomebodyExists /\ \E k, l \in DOMAIN vcl.free : k < l /\ vcl.free[k] > vcl.free[l]

(* A child finds no room. *)
ReachNoRoom == vcl.free = <<>> /\ \E c \in Workers : thread[c].at = "fork: take a VCL index"

(* Two children wait for the lock while a third worker exits. *)
ReachTwoWait ==
  /\ Cardinality({c \in Workers : thread[c].at = "fork: lock the life cycle"}) = 2
  /\ \E w \in Workers : thread[w].at \in ExitSteps

(* A parent cleans up for one child while it waits for another. *)
ReachCleanupInFork == \E p \in Workers : thread[p].with # NoWorker /\ ForkInProgress(p)

(* Two workers may clean up for the same dead worker, since it has no parent. *)
ReachTwoMayCleanUp ==
  \E c, v, w \in Workers : v # w /\ Works(v) /\ Works(w) /\ MayCleanUp(v, c) /\ MayCleanUp(w, c)

=============================================================================
