------------------------------ MODULE WorkerPools ------------------------------
(***************************************************************************)
(* The allocation of worker indices. VCL and VLS each have a pool of       *)
(* workers, in memory shared by all processes. A VLS worker is found by    *)
(* the index of the VCL worker, so the two pools must stay in step. Both   *)
(* hand out the most recently freed index first.                           *)
(*                                                                         *)
(* This is the hardened protocol: one lock, the lock of the life cycle, is *)
(* held while both pools change. So both see the same changes in the same  *)
(* order, and give the same index. The source, FD.io VPP, vcl_locked.c,    *)
(* "vcl: refactor vls to minimize lock usage", differs from it:            *)
(* vcm->workers_lock guards only the VCL pool. Its defects are operators   *)
(* of MCWorkerPools that replace operators of this module. The comment at  *)
(* each step names the C function.                                         *)
(*                                                                         *)
(* One step is one lock operation or one change of a pool. A lock that is  *)
(* held for a single change is taken and released within that step.        *)
(*                                                                         *)
(* The signal handler that cleans up for a dead child runs only while its  *)
(* worker is idle or waits for a fork; other interruptions are the subject *)
(* of SharedDataLocking.                                                   *)
(*                                                                         *)
(* One module: the steps of both pools share their variables and locks.    *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Workers,         \* processes, by their process ids; one thread each
  WorkerCapacity,  \* capacity of either pool, in workers (max_workers)
  NoWorker,        \* "no worker"
  Free             \* "this element of a pool is free"

ASSUME WorkerCapacity \in Nat \ {0}
ASSUME NoWorker \notin Workers

Indices == 1..WorkerCapacity
NoIndex == 0

VARIABLES
  vcl,     \* vcm->workers: index |-> worker with this element, or Free; and the free indices
  vls,     \* vlsm->workers, likewise
  thread,  \* worker |-> position of its thread, and the data known to it and its parent
  lock     \* holder of the lock of the life cycle; in the source, vcm->workers_lock

vars == <<vcl, vls, thread, lock>>

(* index: of its VCL worker; the parent remembers it after a death. with:  *)
(* the worker to clean up for. seen: the free indices, as read.            *)
Frame(step, parent) ==
  [at |-> step, index |-> NoIndex, parent |-> parent, with |-> NoWorker, seen |-> <<>>]

Absent      == Frame("absent", NoWorker)
Go(w, step) == thread' = [thread EXCEPT ![w].at = step]

CanLock(w)  == lock \in {NoWorker, w}
Lock(w)     == lock = NoWorker /\ lock' = w
Unlock(w)   == lock' = IF lock = w THEN NoWorker ELSE lock

(* dead: has exited or was killed, and is not yet noticed. *)
Dead(w)   == thread[w].at = "dead"
Exists(w) == thread[w].at \notin {"absent", "dead"}
Busy(w)   == Exists(w) /\ thread[w].at # "idle"

ForkSteps ==
  {"fork: look for room", "fork: lock the life cycle", "fork: take a VCL index",
   "fork: write the process id", "fork: read the free VLS indices", "fork: take a VLS index"}

ExitSteps ==
  {"exit: read the free VLS indices", "exit: free the VLS worker", "exit: free the VCL worker"}

(* Has both workers, and is not exiting. *)
Works(w) == Exists(w) /\ thread[w].at \notin ForkSteps \cup ExitSteps

IsForked(c)       == thread[c].at \in ForkSteps \cup {"fork: share the sessions"}
ForkInProgress(p) == \E c \in Workers : thread[c].parent = p /\ IsForked(c)

(***************************************************************************)
(* The pools                                                               *)
(***************************************************************************)

Range(sequence) == {sequence[k] : k \in DOMAIN sequence}

(* pool_get: without a free index the pool grows. *)
Taken(pool, free, w) ==
  IF free = <<>> THEN [pool EXCEPT !.elements = Append(@, w)]
  ELSE [elements |-> [pool.elements EXCEPT ![Head(free)] = w], free |-> Tail(free)]

(* pool_put. *)
Put(pool, free, i) ==
  [elements |-> [pool.elements EXCEPT ![i] = Free], free |-> <<i>> \o free]

PutVcl(i) == Put(vcl, vcl.free, i)

(***************************************************************************)
(* Fork: the steps of the child                                            *)
(***************************************************************************)

(* The lock comes before the look for room. *)
FirstStepOfFork == "fork: lock the life cycle"

(* fork().  The parent waits in vls_app_fork_parent_handler. *)
BeginFork(p) ==
  /\ ~ForkInProgress(p)
  /\ \E c \in Workers :
       /\ thread[c].at = "absent"
       /\ thread' = [thread EXCEPT ![c] = Frame(FirstStepOfFork, p)]
  /\ UNCHANGED <<vcl, vls, lock>>

(* vcl_worker_alloc_and_init: pool_elts; only the source has this step. *)
ForkLookForRoom(c) ==
  /\ Go(c, IF vcl.free = <<>> THEN "dead" ELSE "fork: lock the life cycle")
  /\ UNCHANGED <<vcl, vls, lock>>

(* vcl_worker_alloc_and_init: clib_spinlock_lock. *)
ForkLock(c) == Lock(c) /\ Go(c, "fork: take a VCL index") /\ UNCHANGED <<vcl, vls>>

(* The child has its VCL worker, and keeps the lock. *)
StepToTakeVls == "fork: take a VLS index"
LockBeforeVls(c) == c

(* Continues with vls_worker_alloc. *)
ForkGoOn(c, frame) ==
  /\ thread' = [thread EXCEPT ![c] = [frame EXCEPT !.at = StepToTakeVls]]
  /\ lock' = LockBeforeVls(c)

(* The look for room; the place of a child without any; and whether its    *)
(* process id is written in the same step.                                 *)
FindsNoRoom     == vcl.free = <<>>
StepWithoutRoom == "dead"
WritesPidAtOnce == TRUE

(* vcl_worker_alloc: pool_get. Without room the child exits. *)
ForkTakeVcl(c) ==
  LET i == IF vcl.free = <<>> THEN WorkerCapacity + 1 ELSE Head(vcl.free)
  IN  /\ IF FindsNoRoom
           THEN /\ Go(c, StepWithoutRoom)
                /\ Unlock(c)
                /\ UNCHANGED vcl
         ELSE IF ~WritesPidAtOnce
           THEN /\ vcl' = [vcl EXCEPT !.free = Tail(@)]
                /\ thread' = [thread EXCEPT ![c].at = "fork: write the process id", ![c].index = i]
                /\ UNCHANGED lock
         ELSE vcl' = Taken(vcl, vcl.free, c) /\ ForkGoOn(c, [thread[c] EXCEPT !.index = i])
      /\ UNCHANGED vls

(* vcl_worker_alloc_and_init: getpid. A separate step only for readers     *)
(* without the lock.                                                       *)
ForkWritePid(c) ==
  /\ vcl' = [vcl EXCEPT !.elements[thread[c].index] = c]
  /\ ForkGoOn(c, thread[c])
  /\ UNCHANGED vls

(* vls_worker_alloc, vls_worker_free: the data that pool_get and pool_put  *)
(* read, and write later.                                                  *)
ReadFreeVls(w, next) ==
  /\ thread' = [thread EXCEPT ![w].at = next, ![w].seen = vls.free]
  /\ UNCHANGED <<vcl, vls, lock>>

(* The free indices that are read under the lock. *)
FreeToTake(c) == vls.free
FreeToPut(w)  == vls.free

(* A child that cannot connect to VPP is none. *)
GoesOnWithoutVls == FALSE

(* vls_worker_alloc: pool_get_zero. *)
ForkTakeVls(c) ==
  /\ \/ /\ vls' = Taken(vls, FreeToTake(c), c)
        /\ thread' = [thread EXCEPT ![c].at = "fork: share the sessions", ![c].seen = <<>>]
     \/ GoesOnWithoutVls /\ Go(c, "idle") /\ UNCHANGED vls
  /\ Unlock(c)
  /\ UNCHANGED vcl

(* The lock afterwards, also if VPP does not answer. *)
LocksAfterShare(c) == {NoWorker}

(* vcl_worker_register_with_vpp, vls_worker_copy_on_fork. *)
ForkShare(c) ==
  /\ lock = NoWorker
  /\ lock' \in LocksAfterShare(c)
  /\ Go(c, "idle")
  /\ UNCHANGED <<vcl, vls>>

(***************************************************************************)
(* Exit                                                                    *)
(***************************************************************************)

(* One lock for both pools. *)
FirstStepOfExit == "exit: free the VLS worker"
LockToExit(w)   == Lock(w)

(* The end of a thread is no end of its worker. *)
ThreadEndsAlone == FALSE

(* exit(); in the source also vcl_worker_cleanup_cb, the end of a thread. *)
BeginExit(w) ==
  /\ ~ForkInProgress(w)
  /\ \/ Go(w, FirstStepOfExit)
     \/ ThreadEndsAlone /\ Go(w, "exit: free the VCL worker")
  /\ LockToExit(w)
  /\ UNCHANGED <<vcl, vls>>

(* vls_app_exit: vls_worker_free. *)
ExitFreeVls(w) ==
  /\ vls' = Put(vls, FreeToPut(w), thread[w].index)
  /\ thread' = [thread EXCEPT ![w].at = "exit: free the VCL worker", ![w].seen = <<>>]
  /\ UNCHANGED <<vcl, lock>>

(* vppcom_app_exit, registered before vls_app_exit: vcl_worker_cleanup. *)
ExitFreeVcl(w) ==
  /\ CanLock(w)
  /\ vcl' = PutVcl(thread[w].index)
  /\ Go(w, "dead")
  /\ Unlock(w)
  /\ UNCHANGED vls

(***************************************************************************)
(* Cleanup: a parent notices that a child is dead                          *)
(***************************************************************************)

(* The new parent of an orphan is the parent of its parent, or any worker. *)
(* vls_cleanup_forked_child.                                               *)
MayCleanUp(p, c) == Dead(c) /\ thread[c].parent \in {p, NoWorker}

LockToCleanUp(p) == Lock(p)

(* vls_intercept_sigchld_handler. *)
BeginCleanup(p, c) ==
  /\ thread[p].at = "idle" /\ MayCleanUp(p, c)
  /\ thread' = [thread EXCEPT ![p].at = "cleanup: look for the child", ![p].with = c]
  /\ LockToCleanUp(p)
  /\ UNCHANGED <<vcl, vls>>

Adopter(w, c) == thread[c].parent

(* p has cleaned up for c: c does not exist any more, its children go to   *)
(* its parent, and its process id may be reused.                           *)
Reap(p, c) ==
  thread' = [w \in Workers |->
    LET frame == IF w = p THEN [thread[p] EXCEPT !.at = "idle", !.with = NoWorker] ELSE thread[w]
    IN  IF w = c THEN Absent
        ELSE IF frame.parent # c THEN frame
        ELSE [frame EXCEPT !.parent = Adopter(w, c)]]

(* Another child may have got the index of c. *)
IsOf(i, c) == vcl.elements[i] = c

(* vls_intercept_sigchld_handler: vcl_worker_get_if_valid, and the process *)
(* id. A child that has exited has freed its workers itself.               *)
CleanupLook(p) ==
  LET c == thread[p].with
      i == thread[c].index
      found == i # NoIndex /\ i \notin Range(vcl.free) /\ IsOf(i, c)
  IN  /\ IF found THEN Go(p, "cleanup: free the VCL worker") /\ UNCHANGED lock
         ELSE Reap(p, c) /\ Unlock(p)
      /\ UNCHANGED <<vcl, vls>>

LockBetweenPools(p) == p

(* vls_cleanup_vcl_worker: vcl_worker_cleanup. *)
CleanupFreeVcl(p) ==
  /\ CanLock(p) /\ ~Exists(thread[p].with)
  /\ vcl' = PutVcl(thread[thread[p].with].index)
  /\ Go(p, "cleanup: free the VLS worker")
  /\ lock' = LockBetweenPools(p)
  /\ UNCHANGED vls

(* vls_cleanup_vcl_worker: vls_worker_free. *)
CleanupFreeVls(p) ==
  /\ vls' = Put(vls, vls.free, thread[thread[p].with].index)
  /\ Reap(p, thread[p].with)
  /\ Unlock(p)
  /\ UNCHANGED vcl

(***************************************************************************)
(* Specification                                                           *)
(***************************************************************************)

(* A kill waits until the lock is released. *)
MayDie(w) == lock # w

(* The index that the parent knows. *)
IndexOfDead(w) == thread[w].index

(* _exit() or a signal. *)
Die(w) ==
  /\ Exists(w)
  /\ MayDie(w)
  /\ thread' = [thread EXCEPT ![w] = [Frame("dead", @.parent) EXCEPT !.index = IndexOfDead(w)]]
  /\ UNCHANGED <<vcl, vls, lock>>

(* The next step of the worker w, by its position. *)
Step(w) ==
  LET at == thread[w].at
  IN  CASE at \in {"absent", "dead"}              -> FALSE
        [] at = "idle"                            -> \/ BeginFork(w) \/ BeginExit(w)
                                                     \/ \E c \in Workers : BeginCleanup(w, c)
        [] at = "fork: look for room"             -> ForkLookForRoom(w)
        [] at = "fork: lock the life cycle"       -> ForkLock(w)
        [] at = "fork: take a VCL index"          -> ForkTakeVcl(w)
        [] at = "fork: write the process id"      -> ForkWritePid(w)
        [] at = "fork: read the free VLS indices" -> ReadFreeVls(w, "fork: take a VLS index")
        [] at = "fork: take a VLS index"          -> ForkTakeVls(w)
        [] at = "fork: share the sessions"        -> ForkShare(w)
        [] at = "exit: read the free VLS indices" -> ReadFreeVls(w, "exit: free the VLS worker")
        [] at = "exit: free the VLS worker"       -> ExitFreeVls(w)
        [] at = "exit: free the VCL worker"       -> ExitFreeVcl(w)
        [] at = "cleanup: look for the child"     -> CleanupLook(w)
        [] at = "cleanup: free the VCL worker"    -> CleanupFreeVcl(w)
        [] at = "cleanup: free the VLS worker"    -> CleanupFreeVls(w)

(* vls_app_create. *)
Init ==
  \E root \in Workers :
    LET pool == [elements |-> [i \in Indices |-> Free], free |-> [i \in Indices |-> i]]
    IN  /\ vcl = Taken(pool, pool.free, root)
        /\ vls = vcl
        /\ thread = [w \in Workers |-> IF w # root THEN Absent
                                       ELSE [Frame("idle", NoWorker) EXCEPT !.index = 1]]
        /\ lock = NoWorker

SomebodyExists == \E w \in Workers : Exists(w)

(* No worker is left: termination, not deadlock. *)
End == ~SomebodyExists /\ UNCHANGED vars

Next == (\E w \in Workers : Step(w)) \/ (\E w \in Workers : Die(w)) \/ End

Spec == Init /\ [][Next]_vars

(* Operations that have begun continue, deaths are noticed, and the lock   *)
(* is fair. No worker has to fork, exit or die.                            *)
FairSpec ==
  /\ Spec
  /\ \A w \in Workers :
       SF_vars(Busy(w) /\ Step(w)) /\ SF_vars(\E p \in Workers : BeginCleanup(p, w))

(***************************************************************************)
(* The wait-for graph. Tools evaluate Holds, Wanted and WaitsFor by name   *)
(* to explain a state: each specification of threads defines them.         *)
(***************************************************************************)

TheLock == <<"lock">>

Holds(w) == IF lock = w THEN {TheLock} ELSE {}

(* The lock, if the next step of w takes or needs it. *)
Wanted(w) ==
  IF \/ thread[w].at \in {"fork: lock the life cycle", "fork: share the sessions"}
     \/ thread[w].at \in {"exit: free the VCL worker", "cleanup: free the VCL worker"} /\ lock # w
    THEN {TheLock} ELSE {}

(* The workers for which w waits: a worker that cleans up waits for the end of the child. *)
WaitsFor(w) ==
  (IF Wanted(w) # {} THEN {lock} \ {NoWorker} ELSE {})
  \cup {c \in Workers : /\ thread[w].at = "cleanup: free the VCL worker"
                        /\ thread[w].with = c /\ Exists(c)}

(***************************************************************************)
(* Safety: invariants                                                      *)
(***************************************************************************)

(* Every variable holds a value of its type, and each working worker has an index. *)
TypeOK ==
  /\ \A pool \in {vcl, vls} :
       pool \in [elements : Seq(Workers \cup {Free}), free : Seq(1..Len(pool.elements))]
  /\ thread \in [Workers -> [at : STRING, index : Nat, parent : Workers \cup {NoWorker},
                             with : Workers \cup {NoWorker}, seen : Seq(Nat)]]
  /\ \A w \in Workers : Works(w) => thread[w].index \in DOMAIN vcl.elements
  /\ lock \in Workers \cup {NoWorker}

(* A working worker finds its own VCL worker and its own VLS worker at its index. *)
PoolsAreInStep ==
  \A w \in Workers : Works(w) =>
    vcl.elements[thread[w].index] = w /\ vls.elements[thread[w].index] = w

(* No two workers work with the same index. *)
NoIndexTwice ==
  \A v, w \in Workers : Works(v) /\ Works(w) /\ thread[v].index = thread[w].index => v = w

(* The free indices of a pool are exactly its free elements. *)
FreeIndicesAreFree ==
  \A pool \in {vcl, vls} :
    Range(pool.free) = {i \in DOMAIN pool.elements : pool.elements[i] = Free}

(* No index is in the list of free ones twice. *)
NoDoubleFree == \A pool \in {vcl, vls} : Len(pool.free) = Cardinality(Range(pool.free))

(* An allocated element has the index of a worker that will free it, or for which another will. *)
NothingIsForgotten ==
  \A pool \in {vcl, vls} : \A i \in DOMAIN pool.elements :
    pool.elements[i] # Free => thread[pool.elements[i]].index = i

(* A pool never grows: its elements would move while in use. *)
PoolsNeverGrow == Len(vcl.elements) = WorkerCapacity /\ Len(vls.elements) = WorkerCapacity

(* The holder of a lock is in an operation: no lock is left behind. *)
NoLockLeftBehind == lock # NoWorker => Busy(lock)

(***************************************************************************)
(* Safety: properties of steps                                             *)
(***************************************************************************)

(* A live worker is freed only by itself. *)
NoFreeOfOthers ==
  [][\A i \in Indices, w \in Workers :
       \/ vcl.elements[i] = w /\ vcl'.elements[i] = Free
       \/ vls.elements[i] = w /\ vls'.elements[i] = Free
       => Dead(w) \/ thread[w].at \in ExitSteps]_vars

(* No worker takes an element of a pool that another worker has. *)
TakenWhenFree ==
  [][\A i \in Indices :
       /\ vcl.elements[i] # Free => vcl'.elements[i] \in {vcl.elements[i], Free}
       /\ vls.elements[i] # Free => vls'.elements[i] \in {vls.elements[i], Free}]_vars

(***************************************************************************)
(* Liveness                                                                *)
(***************************************************************************)

(* Each fork, exit and cleanup that has begun ends. *)
OperationsEnd == \A w \in Workers : Busy(w) ~> ~Busy(w)

(* A dead worker is cleaned up as long as some worker is alive. *)
DeadAreCleanedUp == \A w \in Workers : Dead(w) ~> ~Dead(w) \/ ~SomebodyExists

=============================================================================
