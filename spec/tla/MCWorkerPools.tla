---------------------------- MODULE MCWorkerPools ----------------------------
(* What TLC needs to check WorkerPools, and the specification does not.  The *)
(* bounds of each model are in its .cfg file.                                *)
EXTENDS WorkerPools, TLC

(* Workers have no order. *)
Symmetry == Permutations(Workers)

(* For models of what goes wrong even if nobody is killed: who ends has freed its VCL worker. *)
NobodyIsKilled ==
  \A w \in Workers :
    Dead(w)' => Dead(w) \/ (thread[w].at = "exit: free the VCL worker" /\ vcl' # vcl)

(* For models in which the parent cleans up, as in the source: the first worker does not end. *)
FirstWorkerStays ==
  \A w \in Workers :
    Exists(w) /\ thread[w].parent = NoWorker => thread'[w].at \notin ExitSteps \cup {"dead"}

(***************************************************************************)
(* Interesting states: each must be reachable in some model, or else the   *)
(* properties of WorkerPools would hold for lack of occasions.             *)
(***************************************************************************)

(* A dead child is not noticed so far, and another worker has its index already. *)
ReachIndexReused ==
  \E v, w \in Workers : Dead(v) /\ Works(w) /\ thread[v].index = thread[w].index

(* A parent looks for a dead child, and finds another worker at its index. *)
ReachOtherFound ==
  \E p \in Workers :
    /\ thread[p].at = "cleanup: look for the child"
    /\ \E w \in Workers : Works(w) /\ thread[w].index = thread[thread[p].with].index

(* A child was killed, and its parent frees the workers that it has left behind. *)
ReachKilledChild == \E p \in Workers : thread[p].at = "cleanup: free the VCL worker"

(* Indices are not handed out in their order any more. *)
ReachOtherOrder ==
  SomebodyExists /\ \E k, l \in DOMAIN vcl.free : k < l /\ vcl.free[k] > vcl.free[l]

(* A child finds no room. *)
ReachNoRoom == vcl.free = <<>> /\ \E c \in Workers : thread[c].at = "fork: take a VCL index"

(* Two children wait for the lock, while a third worker exits. *)
ReachTwoWait ==
  /\ Cardinality({c \in Workers : thread[c].at = "fork: lock the life cycle"}) = 2
  /\ \E w \in Workers : thread[w].at \in ExitSteps

(* A parent cleans up for one child while it waits for another one. *)
ReachCleanupInFork == \E p \in Workers : thread[p].with # NoWorker /\ ForkInProgress(p)

(* Two workers may clean up for the same dead one, since it has no parent any more. *)
ReachTwoMayCleanUp ==
  \E c, v, w \in Workers : v # w /\ Works(v) /\ Works(w) /\ MayCleanUp(v, c) /\ MayCleanUp(w, c)

=============================================================================
