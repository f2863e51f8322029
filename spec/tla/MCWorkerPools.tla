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

(***************************************************************************)
(* Seeded defects: in its model, each operator replaces one of WorkerPools *)
(* (Right <- Wrong in the .cfg file). TLC must find every one of them. All *)
(* but cleanup-after-exit are in the source. They are here, because a few  *)
(* lines need no module of their own.                                      *)
(***************************************************************************)

(* worker-pools-out-of-step: a cleanup frees VCL and VLS worker without one lock for both. *)
LockBetweenPoolsNone(p) == NoWorker

(* exit-in-pieces: so does an exit. *)
LockToExitNot(w) == UNCHANGED lock

(* fork-in-pieces: a child unlocks, and connects to VPP, before it takes a VLS index. *)
LockBeforeVlsNone(c) == NoWorker

(* vls-pool-unlocked: a child takes a VLS index without a lock, as pool_get reads and then writes. *)
StepToTakeVlsReads == "fork: read the free VLS indices"
FreeToTakeSeen(c) == thread[c].seen

(* vls-free-unlocked: an exit frees its VLS worker in the same way. *)
FirstStepOfExitReads == "exit: read the free VLS indices"
FreeToPutSeen(w) == thread[w].seen

(* thread-end-frees-half: a thread that ends frees its VCL worker, and not its VLS worker. *)
ThreadEndsToo == TRUE

(* failed-fork-goes-on: a child that cannot connect to VPP continues without a VLS worker. *)
GoesOnWithoutVlsToo == TRUE

(* fork-goes-on-without-worker: a child continues without any worker. *)
StepWithoutRoomGoesOn == "idle"

(* capacity-checked-unlocked: a child looks for room before it takes the lock. *)
FirstStepOfForkLooks == "fork: look for room"
FindsNoRoomNever == FALSE

(* lock-kept-on-failure: a child keeps the lock if VPP does not answer. *)
LocksAfterShareKept(c) == {NoWorker} \cup {c}

(* cleanup-looks-unlocked: a cleanup reads the process id without the lock; it is written after the *)
(* index is taken, and stays in a free element.                                                     *)
WritesPidLater == FALSE
PutVclKeepsPid(i) == [vcl EXCEPT !.free = <<i>> \o @]
LockToCleanUpNot(p) == UNCHANGED lock

(* grandchild-looked-up-early: the child of a dead child is looked up first, and then given some time *)
(* to end.                                                                                            *)
MayCleanUpEarly(p, c) ==
  \/ Dead(c) /\ thread[c].parent \in {p, NoWorker}
  \/ /\ Exists(c)
     /\ \E m \in Workers : thread[c].parent = m /\ Dead(m) /\ thread[m].parent = p

(* half-forked-forgotten: the parent learns the index at the end of the fork. *)
IndexOfDeadAfterFork(w) == IF IsForked(w) THEN NoIndex ELSE thread[w].index

(* orphans-not-adopted: the children of a dead worker have no parent. *)
AdopterNobody(w, c) == w

(* death-in-critical-section: a worker is killed while it holds the lock. *)
MayDieAnywhere(w) == lock # w \/ TRUE

(* cleanup-after-exit: a cleanup does not look whose index it is. *)
IsOfAnybody(i, c) == TRUE

=============================================================================
