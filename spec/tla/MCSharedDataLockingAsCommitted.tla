-------------------- MODULE MCSharedDataLockingAsCommitted --------------------
(***************************************************************************)
(* The source as committed, step by step: its critical sections, its       *)
(* conditions, and the order in which it takes its locks. Model            *)
(* Locking_AsCommitted has these steps in place of those of the hardened   *)
(* protocol, and recorded runs of the C code (../c-runs) are behaviours of *)
(* it. Where a defect of the source is one operator of                     *)
(* MCSharedDataLockingDefects, that operator is used here.                 *)
(*                                                                         *)
(* One step takes one lock, releases one lock, or reads or writes data     *)
(* once. Where the source uses what is gone and does not crash, it goes    *)
(* on: fault keeps what was wrong.                                         *)
(***************************************************************************)
EXTENDS MCSharedDataLockingDefects

(***************************************************************************)
(* Frames have one field more: what an operation remembers.                *)
(***************************************************************************)

Nothing ==
  [new   |-> FALSE,     \* the thread has not been registered
   next  |-> "none",    \* the step after a subroutine
   bit   |-> NoWorker,  \* the listener's bit that is written
   set   |-> FALSE,     \* whether it is set, or what was read
   epoll |-> NoSlot,    \* the session that is the epoll set
   index |-> NoIndex,   \* the element that was allocated
   then  |-> <<>>,      \* the workers to clean up after this one
   seen  |-> <<>>,      \* the copied pool, before it is used
   below |-> Idle]      \* the frame under a signal handler

FrameOfSource(op, step, slot, with) ==
  [at |-> step, op |-> op, slot |-> slot, with |-> with, more |-> Nothing]

IsFrameOfSource(frame) == {"at", "op", "slot", "with"} \subseteq DOMAIN frame

More(t) == thread[t].more

(* closing: closed by this process, and known to VCL until VPP has replied. *)
(* detached: VPP has refused the listen.                                    *)
CopyStatesOfSource == {"none", "listen", "passive", "closed", "closing", "detached"}

CopiesOfSource ==
  LET copies1 == [id : Sessions, index : Indices \cup {NoIndex}, listen : CopyStatesOfSource,
                  waits : BOOLEAN, worker : Workers]
      copies2 == [id : Sessions, index : Indices \cup {NoIndex}, listen : CopyStatesOfSource,
                  waits : BOOLEAN, worker : Workers, lockOf : Workers]
  IN  copies1 \cup copies2 \cup {Free}

(* checked also has the signal handlers: installed once, or for ever. *)
MarksOfSource == Workers \cup ({"once", "for ever"} \X Workers)

(***************************************************************************)
(* Locks: all of them are in memory that all processes share.              *)
(***************************************************************************)

(* vls_mt_n_threads > 1: registered threads but the first, counted from 0. *)
IsNew(frame) == frame.at = "new" \/ ("more" \in DOMAIN frame /\ frame.more.new)
ThreadsRegistered(w) == {t \in ThreadsOf(w) : ~IsNew(thread[t])}
LocksNeededOfSource(w) == Cardinality(ThreadsRegistered(w)) > 2

InNoMemory(w, l) == FALSE

(* Until a child has shared a session, its lock is the one of its parent. *)
SessionLockOf(w, i) ==
  IF copies[w][i] # Free /\ "lockOf" \in DOMAIN copies[w][i]
    THEN SessionLock(copies[w][i].lockOf, i) ELSE SessionLock(w, i)

(* vls_lock, vls_unlock: evaluated each time. *)
ForSessionOfSource(w, i) ==
  IF LocksNeeded(w) \/ (copies[w][i] # Free /\ ~IsPrivate(w, i)) THEN SessionLockOf(w, i)
  ELSE NoLock

TakesTable == <<
  Row("open: write-lock the table",  "own table", "write", "open: enter"),
  Row("close: write-lock the table", "own table", "write", "close: find the session"),
  Row("close: lock the session",     "session",   "write", "close: look"),
  Row("call: read-lock the table",   "own table", "read",  "call: find the session"),
  Row("call: lock the session",      "session",   "write", "call: inside"),
  Row("call: read-lock the table again", "own table", "read", "call: unlock the session"),
  Row("epoll: read-lock the table",  "own table", "read",  "epoll: find the sessions"),
  Row("epoll: lock the set",         "epoll set", "write", "epoll: lock the session"),
  Row("epoll: lock the session",     "session",   "write", "epoll: look"),
  Row("epoll: read-lock the table again", "own table", "read", "epoll: unlock the session"),
  Row("select: read-lock the table", "own table", "read",  "select: unlock the table")>>

TakesToListen == <<
  Row("mark: read-lock the pool",    "pool",      "read",  "mark: lock the element"),
  Row("mark: lock the element",      "element",   "write", "mark: write the bit"),
  Row("owner: read-lock the pool",   "pool",      "read",  "owner: look"),
  Row("active: read-lock the pool",  "pool",      "read",  "active: lock the element"),
  Row("active: lock the element",    "element",   "write", "active: look")>>

TakesToLeave == <<
  Row("leave: read-lock the pool",   "pool",      "read",  "leave: lock the element"),
  Row("leave: lock the element",     "element",   "write", "leave: unsubscribe"),
  Row("leave: write-lock the pool",  "pool",      "write", "leave: free the element"),
  Row("cleanup: read-lock the pool", "pool",      "read",  "cleanup: lock the element"),
  Row("cleanup: lock the element",   "element",   "write", "cleanup: look")>>

TakesToFork == <<
  Row("share: read-lock the pool",   "pool",      "read",  "share: lock the element"),
  Row("share: lock the element",     "element",   "write", "share: subscribe"),
  Row("share: write-lock the pool",  "pool",      "write", "share: allocate"),
  Row("share: read-lock the pool to publish", "pool", "read", "share: publish")>>

(* The same for releases. After NoNext, a subroutine returns. *)
Releases == <<
  Row("open: unlock the table",       "own table", "write", "open: return"),
  Row("close: unlock the table",      "own table", "write", "close: return"),
  Row("call: give up",                "own table", "read",  "call: return"),
  Row("call: unlock the table",       "own table", "read",  "call: outside"),
  Row("call: unlock the session",     "session",   "write", "call: unlock the table again"),
  Row("call: unlock the table again", "own table", "read",  "call: return"),
  Row("epoll: unlock the table",      "own table", "read",  "epoll: outside"),
  Row("epoll: unlock the session",    "session",   "write", "epoll: unlock the set"),
  Row("epoll: unlock the set",        "epoll set", "write", "epoll: unlock the table again"),
  Row("epoll: unlock the table again", "own table", "read", "call: return"),
  Row("select: unlock the table",     "own table", "read",  "select: find the session"),
  Row("mark: unlock the element",     "element",   "write", "mark: unlock the pool"),
  Row("mark: unlock the pool",        "pool",      "read",  NoNext),
  Row("owner: unlock the pool",       "pool",      "read",  "active: read-lock the pool"),
  Row("active: unlock the element",   "element",   "write", "active: unlock the pool"),
  Row("active: unlock the pool",      "pool",      "read",  NoNext),
  Row("leave: unlock the last element", "element", "write", "leave: unlock the last pool"),
  Row("leave: unlock the last pool",  "pool",      "read",  "leave: write-lock the pool"),
  Row("leave: unlock the written pool", "pool",    "write", "leave: end"),
  Row("leave: unlock the element",    "element",   "write", "leave: unlock the pool"),
  Row("leave: unlock the pool",       "pool",      "read",  "leave: end"),
  Row("cleanup: unlock the element",  "element",   "write", "cleanup: unlock the pool"),
  Row("cleanup: unlock the pool",     "pool",      "read",  NoNext),
  Row("share: unlock the element",    "element",   "write", "share: unlock the pool"),
  Row("share: unlock the pool",       "pool",      "read",  "share: become passive"),
  Row("share: unlock the written pool", "pool",    "write", "share: read-lock the pool to publish")>>

ReleaseAt ==
  [at \in {row.at : row \in Range(Releases)} |-> CHOOSE row \in Range(Releases) : row.at = at]

ReleaseSteps == DOMAIN ReleaseAt

(* The session of t is in its own table, also when it cleans up. *)
LockNamedOfSource(t, what) ==
  LET w == WorkerOf(t)
      i == thread[t].slot
  IN  CASE what = "pool"      -> PoolLock
        [] what = "element"   -> IF copies[w][i] = Free THEN NoLock ELSE ForElement(copies[w][i].index)
        [] what = "session"   -> ForSessionOfSource(w, i)
        [] what = "epoll set" -> ForSessionOfSource(w, More(t).epoll)
        [] what = "own table" -> ForTable(w)

LockToRelease(t) == LockNamed(t, ReleaseAt[thread[t].at].what)

(* What a release makes of a lock. A release by another than the holder:   *)
(* a reader too many leaves the lock as if it were held by a writer.       *)
Dropped(t, l, mode) ==
  LET held == lock[l]
  IN  IF IsHolder(t, l) THEN Without(held, t)
      ELSE IF mode = "write" THEN Unlocked
      ELSE IF held.readers # {}
        THEN [held EXCEPT !.readers = @ \ {CHOOSE u \in held.readers : TRUE}]
      ELSE IF held = Unlocked THEN WrittenBy(t) ELSE held

(***************************************************************************)
(* Steps. Body does not mention fault: StepOfSource does.                  *)
(***************************************************************************)

AllButThread == <<life, parent, copies, elements, freeIndices, notices, lock, checked>>

Move(t, step) == Go(t, step) /\ UNCHANGED AllButThread

(* A subroutine returns to more.next. *)
AfterReturn(t) == More(t).next

Release(t) ==
  LET row == ReleaseAt[thread[t].at]
      l   == LockToRelease(t)
  IN  /\ lock' = IF l = NoLock THEN lock ELSE [lock EXCEPT ![l] = Dropped(t, l, row.mode)]
      /\ Go(t, IF row.next = NoNext THEN AfterReturn(t) ELSE row.next)
      /\ UNCHANGED <<workerVars, sessionVars, checked>>

TakeLockOfSource(t) ==
  /\ Take(t)
  /\ Go(t, StepAfterLock(t))
  /\ UNCHANGED <<workerVars, sessionVars, checked>>

ToSlot(t, step, i) ==
  /\ thread' = [thread EXCEPT ![t].at = step, ![t].slot = i]
  /\ UNCHANGED AllButThread

ChangeCopies(t, cps, step) ==
  /\ copies' = cps
  /\ Go(t, step)
  /\ UNCHANGED <<workerVars, sharedVars, notices, lock, checked>>

ChangeElement(t, i, element, step) ==
  /\ elements' = [elements EXCEPT ![i] = element]
  /\ Go(t, step)
  /\ UNCHANGED <<workerVars, copies, freeIndices, notices, lock, checked>>

Rest(t) ==
  /\ thread' = [thread EXCEPT ![t] = Idle]
  /\ UNCHANGED AllButThread

(* The slots of a pool after i, in the order in which it is gone through. *)
After(i, slots) == {j \in slots : j > i}

HasSession(w, i) == copies[w][i] # Free /\ copies[w][i].listen # "closed"

MyCopy(t)  == copies[WorkerOf(t)][thread[t].slot]
MyIndex(t) == MyCopy(t).index

(* The index of an element starts at 0, and new elements are all zero. *)
ZeroWorker == CHOOSE w \in Workers : TRUE

(* pool_put: the index that was freed last is used first. *)
FreedLastFirst(i, els) == <<i>> \o freeIndices

(***************************************************************************)
(* vls_alloc                                                               *)
(***************************************************************************)

NewSessions == {s \in Sessions : ~InUse(s)}

OpenEnterOfSource(t) ==
  LET w == WorkerOf(t)
  IN  \E slot \in FreeSlots(w), s \in NewSessions :
        /\ copies' = [copies EXCEPT ![w][slot] =
             [id |-> s, index |-> NoIndex, listen |-> "none", waits |-> FALSE, worker |-> w]]
        /\ lock' = [lock EXCEPT ![SessionLock(w, slot)] = Unlocked]
        /\ Go(t, "open: unlock the table")
        /\ UNCHANGED <<workerVars, sharedVars, notices, checked>>

(***************************************************************************)
(* vls_close, vls_unshare_session                                          *)
(***************************************************************************)

CloseFind(t) ==
  LET w == WorkerOf(t)
  IN  \/ \E i \in UsedSlots(w) : ToSlot(t, "close: lock the session", i)
      \/ Move(t, "close: unlock the table")

CloseLook(t) ==
  Move(t, IF IsPrivate(WorkerOf(t), thread[t].slot) THEN "leave: remove the copy"
          ELSE "leave: begin")

(* vls_free: the lock of the session is freed, not released. *)
RemoveCopy(t) ==
  LET w == WorkerOf(t)
      i == thread[t].slot
      l == SessionLockOf(w, i)
      aliased == \E v \in Workers \ {w} : copies[v][i] # Free /\ SessionLockOf(v, i) = l
  IN  /\ copies' = [copies EXCEPT ![w][i] = Free]
      /\ lock' = IF aliased THEN lock ELSE [lock EXCEPT ![l] = Unlocked]
      /\ Go(t, "close: unlock the table")
      /\ UNCHANGED <<workerVars, sharedVars, notices, checked>>

(* The copy of the worker that leaves: in a cleanup, of the dead child. *)
LeaversCopy(t) == copies[Leaver(t)][thread[t].slot]

(* Calls vls_listener_wrk_set, and then goes on with next. *)
Mark(t, bit, set, next) ==
  /\ thread' = [thread EXCEPT ![t].at = "mark: begin", ![t].more.bit = bit,
                              ![t].more.set = set, ![t].more.next = next]
  /\ UNCHANGED AllButThread

(* A private session has no listeners. *)
MarkBegin(t) == Move(t, IF MyIndex(t) = NoIndex THEN AfterReturn(t) ELSE "mark: read-lock the pool")

(* A listener clears its bit before it leaves. *)
ClearsBit(copy) == copy.listen = "listen"

LeaveLook(t) ==
  IF ClearsBit(LeaversCopy(t)) THEN Mark(t, Leaver(t), FALSE, "leave: read-lock the pool")
  ELSE Move(t, "leave: read-lock the pool")

(* vec_del1 at position -1 removes the last subscriber. *)
RemovedUnsigned(subscribers, w) ==
  IF w \in Range(subscribers) THEN Removed(subscribers, w)
  ELSE SubSeq(subscribers, 1, Len(subscribers) - 1)

RemoveSubscriber(t) ==
  LET i == MyIndex(t)
  IN  ChangeElement(t, i,
        [elements[i] EXCEPT !.subscribers = RemovedUnsigned(@, Leaver(t))],
        "leave: clean up the session")

Disconnects(t) == LeaversCopy(t).listen = "listen" \/ elements[MyIndex(t)].subscribers = <<>>

(* vcl_session_cleanup acts for the worker that calls it: a cleanup of a   *)
(* listening child stops the parent's own listener.                        *)
StopsWhose(t) == WorkerOf(t)

(* The states of copies after vcl_session_cleanup. *)
CleanedUp(t) ==
  LET l    == Leaver(t)
      i    == thread[t].slot
      copy == LeaversCopy(t)
  IN  IF ~Disconnects(t) THEN {[copies EXCEPT ![l][i].listen = "closed", ![l][i].waits = FALSE]}
      ELSE IF copy.listen = "listen"
        THEN {[copies EXCEPT ![StopsWhose(t)][i].listen = "closing", ![StopsWhose(t)][i].waits = FALSE]}
      ELSE {[copies EXCEPT ![l][i].listen = state, ![l][i].waits = FALSE] :
              state \in {"closing", "closed"}}

SeeWhoIsLeft(t) ==
  LET data == elements[MyIndex(t)]
  IN  Move(t, IF data.subscribers = <<>> THEN "leave: unlock the last element"
              ELSE IF data.owner = Leaver(t) THEN "leave: pass on"
              ELSE "leave: unlock the element")

PassOn(t) ==
  LET i == MyIndex(t)
  IN  ChangeElement(t, i, [elements[i] EXCEPT !.owner = Head(elements[i].subscribers)],
                    "leave: tell the new owner")

(* The notice has the handle of a session that has just been cleaned up: VPP may know it or not. *)
TellOwner(t) ==
  LET i    == MyIndex(t)
      data == elements[i]
  IN  /\ notices' \in {notices, [notices EXCEPT ![data.owner][data.session] = @ + 1]}
      /\ Go(t, "leave: unlock the element")
      /\ UNCHANGED <<workerVars, copies, sharedVars, lock, checked>>

(* vls_shared_data_free: without a second look. *)
FreeElement(t) ==
  LET i   == MyIndex(t)
      els == [elements EXCEPT ![i] = Free]
  IN  /\ elements' = els
      /\ freeIndices' = FreedLastFirst(i, els)
      /\ lock' = [lock EXCEPT ![ElementLock(i)] = Unlocked]
      /\ Go(t, "leave: unlock the written pool")
      /\ UNCHANGED <<workerVars, copies, notices, checked>>

(* An exit and a cleanup keep the copies until the worker is freed. *)
LeaveEnd(t) ==
  Move(t, CASE thread[t].op = "close"   -> "leave: remove the copy"
            [] thread[t].op = "exit"    -> "exit: next"
            [] thread[t].op = "cleanup" -> "cleanup: next")

StepToLeave(t) ==
  LET at == thread[t].at
  IN  CASE at = "close: find the session"     -> CloseFind(t)
        [] at = "close: look"                 -> CloseLook(t)
        [] at = "leave: begin"                -> Move(t, "leave: look at the state")
        [] at = "leave: look at the state"    -> LeaveLook(t)
        [] at = "leave: unsubscribe"          -> Move(t, "leave: remove the subscriber")
        [] at = "leave: remove the subscriber" -> RemoveSubscriber(t)
        [] at = "leave: clean up the session" -> Move(t, "leave: end the session")
        [] at = "leave: end the session"      ->
             \E cps \in CleanedUp(t) : ChangeCopies(t, cps, "leave: see who is left")
        [] at = "leave: see who is left"      -> SeeWhoIsLeft(t)
        [] at = "leave: pass on"              -> PassOn(t)
        [] at = "leave: tell the new owner"   -> TellOwner(t)
        [] at = "leave: free the element"     -> FreeElement(t)
        [] at = "leave: end"                  -> LeaveEnd(t)
        [] at = "leave: remove the copy"      -> RemoveCopy(t)

(***************************************************************************)
(* vls_app_exit                                                            *)
(***************************************************************************)

OthersKnown(w) == {v \in Workers \ {w} : life[v] \in {"forking", "live", "dead"}}

(* pool_elts (vcm->workers) <= 1. A worker that has exited counts until    *)
(* its process is gone.                                                    *)
ExitOfSource(t) ==
  \/ ToSlot(t, "exit: next", NoSlot)
  \/ OthersKnown(WorkerOf(t)) = {} /\ Move(t, "exit: free the worker")

(* Private sessions as well: exit-unshares-private. *)
ExitNext(t) ==
  LET w    == WorkerOf(t)
      left == After(thread[t].slot, {i \in Slots : HasSession(w, i)})
  IN  IF left = {} THEN Move(t, "exit: free the worker")
      ELSE ToSlot(t, "leave: begin", Lowest(left))

LocksWithoutSessionsOf(w) ==
  [l \in Locks |-> IF \E i \in Slots : l = SessionLock(w, i) THEN Unlocked ELSE lock[l]]

FreeWorker(w) ==
  /\ life' = [life EXCEPT ![w] = "unborn"]
  /\ parent' = ParentsAfter(w)
  /\ copies' = [copies EXCEPT ![w] = [i \in Slots |-> Free]]
  /\ lock' = LocksWithoutSessionsOf(w)
  /\ UNCHANGED <<sharedVars, notices, checked>>

ExitFree(t) == FreeWorker(WorkerOf(t)) /\ thread' = ThreadsWithout(WorkerOf(t), thread)

(***************************************************************************)
(* vls_intercept_sigchld_handler, vls_cleanup_forked_child                 *)
(***************************************************************************)

(* A second fork saves the handler itself as the old one: it stays. *)
AfterInstall(w) ==
  IF <<"once", w>> \in checked \/ <<"for ever", w>> \in checked
    THEN (checked \ {<<"once", w>>}) \cup {<<"for ever", w>>}
    ELSE checked \cup {<<"once", w>>}

InheritedMarks(w, c) ==
  (checked \ {c, <<"once", c>>, <<"for ever", c>>})
    \cup {<<m, c>> : m \in {n \in {"once", "for ever"} : <<n, w>> \in checked}}

IsInstalled(w) == \E m \in {"once", "for ever"} : <<m, w>> \in checked

(* Any signal uses it up. *)
InterruptOfSource(t) ==
  LET w == WorkerOf(t)
  IN  /\ Allowed("cleanup") /\ thread[t].at \notin {"absent", "new"} /\ IsInstalled(w)
      /\ thread' = [thread EXCEPT ![t] =
           [FrameOfSource("cleanup", "handler: begin", NoSlot, NoWorker) EXCEPT
              !.more.below = thread[t]]]
      /\ checked' = checked \ {<<"once", w>>}
      /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, lock, fault>>

(* Of a dead child, first its own last child, if that is dead as well and the system says so. *)
RECURSIVE ToCleanUp(_)
ToCleanUp(c) ==
  LET children == {g \in Workers \ {c} : parent[g] = c /\ life[g] = "dead"}
  IN  IF children = {} THEN <<c>> ELSE ToCleanUp(CHOOSE g \in children : TRUE) \o <<c>>

HandlerBegin(t) ==
  LET w == WorkerOf(t)
  IN  \/ Move(t, "handler: return")
      \/ \E c \in Workers \ {w} :
           /\ parent[c] = w /\ life[c] = "dead"
           /\ \E chain \in {ToCleanUp(c), <<c>>} :
                thread' = [thread EXCEPT ![t].at = "cleanup: begin", ![t].with = Head(chain),
                                           ![t].more.then = Tail(chain)]
           /\ UNCHANGED AllButThread

HandlerReturn(t) ==
  /\ thread' = [thread EXCEPT ![t] = @.more.below]
  /\ UNCHANGED AllButThread

(* The sessions of the child are looked up in the own table. *)
CleanupNext(t) ==
  LET w    == WorkerOf(t)
      c    == thread[t].with
      left == After(thread[t].slot,
                    {i \in Slots : HasSession(c, i) /\ copies[w][i] # Free /\ ~IsPrivate(w, i)})
  IN  IF left = {} THEN Move(t, "cleanup: free the worker")
      ELSE ToSlot(t, "cleanup: read-lock the pool", Lowest(left))

(* vls_is_shared_by_wrk: checked here, acted upon later. *)
CleanupLook(t) ==
  /\ thread' = [thread EXCEPT
       ![t].at = "cleanup: unlock the element",
       ![t].more.next = IF IsSubscribed(WorkerOf(t), MyIndex(t)) THEN "leave: begin"
                        ELSE "cleanup: next"]
  /\ UNCHANGED AllButThread

CleanupFree(t) ==
  LET then == More(t).then
  IN  /\ FreeWorker(thread[t].with)
      /\ thread' =
           IF then = <<>> THEN [thread EXCEPT ![t].at = "handler: return"]
           ELSE [thread EXCEPT ![t].at = "cleanup: begin", ![t].with = Head(then),
                               ![t].more.then = Tail(then)]

StepToEnd(t) ==
  LET at == thread[t].at
  IN  CASE at = "exit: begin"             -> ExitOfSource(t)
        [] at = "exit: next"              -> ExitNext(t)
        [] at = "exit: free the worker"   -> ExitFree(t)
        [] at = "handler: begin"          -> HandlerBegin(t)
        [] at = "handler: return"         -> HandlerReturn(t)
        [] at = "cleanup: begin"          -> ToSlot(t, "cleanup: next", NoSlot)
        [] at = "cleanup: next"           -> CleanupNext(t)
        [] at = "cleanup: look"           -> CleanupLook(t)
        [] at = "cleanup: free the worker" -> CleanupFree(t)

(***************************************************************************)
(* Fork                                                                    *)
(***************************************************************************)

(* vls_app_pre_fork reads the queue: VPP's replies to closed sessions. *)
ForkPrepare(t) ==
  LET w == WorkerOf(t)
      closing == {i \in Slots : copies[w][i] # Free /\ copies[w][i].listen = "closing"}
  IN  \E gone \in SUBSET closing :
        /\ copies' = [copies EXCEPT ![w] =
             [i \in Slots |-> IF i \in gone THEN [@[i] EXCEPT !.listen = "closed"] ELSE @[i]]]
        /\ checked' = AfterInstall(w)
        /\ Go(t, "fork: begin")
        /\ UNCHANGED <<workerVars, sharedVars, notices, lock>>

ParentsAtBegin(p, c) == [parent EXCEPT ![c] = p]

ForkOfSource(t) ==
  LET w == WorkerOf(t)
      c == thread[t].with
  IN  /\ life[c] = "unborn"
      /\ life' = [life EXCEPT ![c] = "forking"]
      /\ parent' = ParentsAtBegin(w, c)
      /\ checked' = InheritedMarks(w, c)
      /\ thread' = [thread EXCEPT
           ![t].at = "fork: set the flag",
           ![<<c, t[2]>>] = FrameOfSource("be forked", "child: copy the sessions", NoSlot, w)]
      /\ UNCHANGED <<sessionVars, lock>>

(* vls_worker_copy_on_fork: first the VCL sessions, ... *)
ChildCopySessions(t) ==
  LET p == Forker(t)
  IN  /\ thread' = [thread EXCEPT
           ![t].at = "child: copy the table",
           ![t].more.seen =
              [i \in Slots |-> IF copies[p][i] = Free THEN "closed" ELSE copies[p][i].listen]]
      /\ UNCHANGED AllButThread

(* The copied lock is a pointer to the parent's. *)
CopiedLock(p, i, copy) ==
  [field \in DOMAIN copy \cup {"lockOf"} |->
     IF field # "lockOf" THEN copy[field]
     ELSE IF "lockOf" \in DOMAIN copy THEN copy.lockOf ELSE p]

(* ... then the table, with everything in it: also a copy that is being closed. *)
ChildTable(p, seen) ==
  [i \in Slots |-> IF copies[p][i] = Free THEN Free
                   ELSE CopiedLock(p, i, [copies[p][i] EXCEPT !.listen = seen[i], !.waits = FALSE])]

ChildCopyTable(t) ==
  /\ thread' = [thread EXCEPT ![t].at = "child: use the table",
                              ![t].more.seen = ChildTable(Forker(t), @)]
  /\ UNCHANGED AllButThread

ChildUseTable(t) ==
  ChangeCopies(t, [copies EXCEPT ![WorkerOf(t)] = More(t).seen], "child: next")

ChildNext(t) ==
  LET left == After(thread[t].slot, UsedSlots(WorkerOf(t)))
  IN  IF left = {} THEN Move(t, "complete: go live") ELSE ToSlot(t, "share: begin", Lowest(left))

(* vls_share_session returns early if VCL's session is gone; else it makes *)
(* a new lock.                                                             *)
SkipsSession(copy) == copy.listen = "closed"

ShareLook(t) == Move(t, IF SkipsSession(MyCopy(t)) THEN "share: end" ELSE "share: new lock")

ShareNewLock(t) ==
  LET c    == WorkerOf(t)
      i    == thread[t].slot
      copy == copies[c][i]
  IN  /\ copies' = [copies EXCEPT ![c][i] = [field \in DOMAIN copy \ {"lockOf"} |-> copy[field]]]
      /\ lock' = [lock EXCEPT ![SessionLock(c, i)] = Unlocked]
      /\ Go(t, IF copy.index = NoIndex THEN "share: write-lock the pool"
               ELSE "share: read-lock the pool")
      /\ UNCHANGED <<workerVars, sharedVars, notices, checked>>

(* The first share has three pieces. The element is allocated, ... *)
Allocate(t) ==
  LET i == Head(freeIndices)
  IN  IF freeIndices = <<>> THEN Move(t, "share: unlock the full pool")
      ELSE /\ elements' = [elements EXCEPT ![i] =
                [session |-> MyCopy(t).id, owner |-> ZeroWorker,
                 subscribers |-> <<>>, listeners |-> {}]]
           /\ freeIndices' = Tail(freeIndices)
           /\ lock' = [lock EXCEPT ![ElementLock(i)] = Unlocked]
           /\ thread' = [thread EXCEPT ![t].at = "share: unlock the written pool",
                                       ![t].more.index = i]
           /\ UNCHANGED <<workerVars, copies, notices, checked>>

(* ... later it gets its owner, without its lock, and the child its index, ... *)
Publish(t) ==
  LET c == WorkerOf(t)
      i == More(t).index
  IN  /\ elements' = [elements EXCEPT ![i].owner = Forker(t)]
      /\ copies' = [copies EXCEPT ![c][thread[t].slot].index = i]
      /\ Go(t, "share: publish to the parent")
      /\ UNCHANGED <<workerVars, freeIndices, notices, lock, checked>>

PublishToParent(t) ==
  ChangeCopies(t, [copies EXCEPT ![Forker(t)][thread[t].slot].index = More(t).index],
               "share: subscribe the parent")

SubscribeParent(t) ==
  LET i == More(t).index
  IN  ChangeElement(t, i, [elements[i] EXCEPT !.subscribers = Append(@, Forker(t))],
                    "share: lock the element")

(* ... and the child subscribes, under the lock of the element. *)
Subscribe(t) ==
  LET i == MyIndex(t)
  IN  ChangeElement(t, i, [elements[i] EXCEPT !.subscribers = Append(@, WorkerOf(t))],
                    "share: unlock the element")

BecomePassive(t) ==
  ChangeCopies(t, [copies EXCEPT ![WorkerOf(t)][thread[t].slot].listen =
                     IF @ = "listen" THEN "passive" ELSE @],
               "share: end")

(* forked_child is written at the end of the fork: the one that ends last counts. *)
ParentsAfterLive(p, c) ==
  [v \in Workers |-> IF v # c /\ parent[v] = p /\ life[v] # "forking" THEN v ELSE parent[v]]

GoLive(t) ==
  LET c == WorkerOf(t)
  IN  /\ life' = [life EXCEPT ![c] = "live"]
      /\ parent' = ParentsAfterLive(Forker(t), c)
      /\ thread' = [u \in Threads |-> IF u = t THEN Idle
                                      ELSE IF thread[u].at = WaitsForChild THEN Idle
                                      ELSE IF thread[u].at # "absent" /\ "more" \in DOMAIN thread[u]
                                              /\ More(u).below.at = WaitsForChild
                                        THEN [thread[u] EXCEPT !.more.below = Idle]
                                      ELSE thread[u]]
      /\ UNCHANGED <<sessionVars, lock, checked>>

StepToFork(t) ==
  LET at == thread[t].at
  IN  CASE at = "fork: prepare"      -> ForkPrepare(t)
        [] at = "fork: begin"        -> ForkOfSource(t)
        [] at = "fork: set the flag" -> Move(t, WaitsForChild)
        [] at = WaitsForChild        -> FALSE
        [] at = "child: copy the sessions" -> ChildCopySessions(t)
        [] at = "child: copy the table"    -> ChildCopyTable(t)
        [] at = "child: use the table"     -> ChildUseTable(t)
        [] at = "child: next"              -> ChildNext(t)
        [] at = "share: begin"             -> Move(t, "share: look")
        [] at = "share: look"              -> ShareLook(t)
        [] at = "share: new lock"          -> ShareNewLock(t)
        [] at = "share: allocate"          -> Allocate(t)
        [] at = "share: publish"           -> Publish(t)
        [] at = "share: publish to the parent" -> PublishToParent(t)
        [] at = "share: subscribe the parent" -> SubscribeParent(t)
        [] at = "share: subscribe"         -> Subscribe(t)
        [] at = "share: become passive"    -> BecomePassive(t)
        [] at = "share: end"               -> Move(t, "child: next")
        [] at = "complete: go live"        -> GoLive(t)

(***************************************************************************)
(* Calls on a session: vls_get_w_dlock, vls_get_and_unlock; vls_mp_checks  *)
(***************************************************************************)

CallFind(t) ==
  \/ \E i \in UsedSlots(WorkerOf(t)) : ToSlot(t, "call: lock the session", i)
  \/ Move(t, "call: give up")

(* vcl_n_workers () > 1 *)
MoreWorkers(w) == OthersKnown(w) # {}

CallInside(t) ==
  CASE thread[t].op = "accept"  ->
         \/ Move(t, "listen: begin")
         \/ ~MoreWorkers(WorkerOf(t)) /\ Move(t, "call: unlock the table")
    [] thread[t].op = "look up" -> Move(t, "call: unlock the session")
    [] OTHER -> Move(t, "call: unlock the table")

(* vppcom_session_listen, outside of the locks of the pool and the element. *)
CallOutside(t) ==
  LET w == WorkerOf(t)
      i == thread[t].slot
      listens(state) == [copies EXCEPT ![w][i].listen = state]
  IN  \/ Move(t, "call: read-lock the table again")
      \/ /\ thread[t].op = "listen" /\ copies[w][i] # Free /\ copies[w][i].id \in Listenable
         /\ \E state \in {"listen", "detached"} :
              /\ copies[w][i].listen \in {"none", "passive"}
              /\ ChangeCopies(t, listens(state), "call: read-lock the table again")

EpollFind(t) ==
  LET used == UsedSlots(WorkerOf(t))
  IN  \E e \in used : \E i \in used \ {e} :
        /\ thread' = [thread EXCEPT ![t].at = "epoll: lock the set", ![t].slot = i,
                                    ![t].more.epoll = e]
        /\ UNCHANGED AllButThread

(* vls_epoll_ctl_mp_checks: once per process, and also without a word for the only worker. *)
EpollLook(t) ==
  Move(t, IF WorkerOf(t) \in checked THEN "epoll: unlock the table" ELSE "epoll: check")

EpollCheck(t) ==
  LET w == WorkerOf(t)
  IN  IF thread[t].op = "epoll mod" /\ MoreWorkers(w) THEN Move(t, "epoll: unlock the table")
      ELSE /\ \/ Go(t, "listen: begin")
              \/ ~MoreWorkers(w) /\ Go(t, "epoll: unlock the table")
           /\ checked' = checked \cup {w}
           /\ UNCHANGED <<workerVars, sessionVars, lock>>

EpollOutside(t) ==
  LET w == WorkerOf(t)
      i == thread[t].slot
  IN  ChangeCopies(t,
        IF copies[w][i] = Free THEN copies
        ELSE [copies EXCEPT ![w][i].waits =
                IF copies[w][i].listen = "none" THEN FALSE ELSE AddsToEpoll(t)],
        "epoll: read-lock the table again")

(* vls_select looks at all listeners of its set, with no session locked. *)
SelectFind(t) ==
  \E i \in {j \in Slots : copies[WorkerOf(t)][j] # Free /\ copies[WorkerOf(t)][j].listen = "listen"} :
    ToSlot(t, "listen: begin", i)

IsAdd(t) == thread[t].op # "epoll del"

(* After vls_mp_checks. *)
AfterChecks(t) ==
  CASE thread[t].op = "accept" -> "call: unlock the table"
    [] thread[t].op = "select" -> "select: next"
    [] OTHER -> "epoll: unlock the table"

ListenLook(t) ==
  LET copy == MyCopy(t)
  IN  CASE copy.listen = "listen" /\ IsAdd(t)    ->
             Mark(t, BitOf(WorkerOf(t), thread[t].slot), TRUE, AfterChecks(t))
        [] copy.listen = "listen" /\ ~IsAdd(t)   ->
             /\ thread' = [thread EXCEPT ![t].at = "stop: begin", ![t].with = BitOf(WorkerOf(t), thread[t].slot)]
             /\ UNCHANGED AllButThread
        [] copy.listen = "passive" /\ IsAdd(t)   -> Move(t, "listen: start")
        [] OTHER -> Move(t, AfterChecks(t))

(* VPP may refuse: the worker is marked as a listener all the same. *)
StatesAfterAttach == {"listen", "detached"}

ListenAttach(t) ==
  \E state \in StatesAfterAttach :
    ChangeCopies(t, [copies EXCEPT ![WorkerOf(t)][thread[t].slot].listen = state,
                                   ![WorkerOf(t)][thread[t].slot].waits = TRUE],
                 "listen: mark")

ListenMark(t) == Mark(t, WorkerOf(t), TRUE, "owner: read-lock the pool")

WriteBit(t) ==
  LET i == MyIndex(t)
      bit == More(t).bit
  IN  ChangeElement(t, i,
        [elements[i] EXCEPT !.listeners = IF More(t).set THEN ListenersWith(@, bit) ELSE @ \ {bit}],
        "mark: unlock the element")

(* vls_shared_get_owner: without the lock of the element. *)
OwnerLook(t) ==
  /\ thread' = [thread EXCEPT ![t].at = "owner: unlock the pool",
                              ![t].with = elements[MyIndex(t)].owner]
  /\ UNCHANGED AllButThread

(* A passive owner that begins to wait stops itself. *)
MustStopOwner(owner, w, listeners) == owner \notin listeners

ActiveLook(t) ==
  LET stops == MustStopOwner(thread[t].with, WorkerOf(t), elements[MyIndex(t)].listeners)
  IN  /\ thread' = [thread EXCEPT ![t].at = "active: unlock the element",
                                  ![t].more.next = IF stops THEN "stop: begin" ELSE AfterChecks(t)]
      /\ UNCHANGED AllButThread

(* vls_listener_wrk_stop_listen: of the worker in with. *)
StopLook(t) ==
  Move(t, IF copies[thread[t].with][thread[t].slot].listen # "listen" THEN AfterChecks(t)
          ELSE "stop: unlisten")

Stop(t) ==
  ChangeCopies(t, [copies EXCEPT ![thread[t].with][thread[t].slot].listen = "passive"],
               "stop: mark")

StepToListen(t) ==
  LET at == thread[t].at
  IN  CASE at = "call: find the session"   -> CallFind(t)
        [] at = "call: inside"             -> CallInside(t)
        [] at = "call: outside"            -> CallOutside(t)
        [] at = "epoll: find the sessions" -> EpollFind(t)
        [] at = "epoll: look"              -> EpollLook(t)
        [] at = "epoll: check"             -> EpollCheck(t)
        [] at = "epoll: outside"           -> EpollOutside(t)
        [] at = "select: next"             ->
             \/ Move(t, "select: read-lock the table")
             \/ Move(t, "call: return")
        [] at = "select: find the session" -> SelectFind(t)
        [] at = "listen: begin"            -> Move(t, "listen: look at the state")
        [] at = "listen: look at the state" -> ListenLook(t)
        [] at = "listen: start"            -> Move(t, "listen: attach")
        [] at = "listen: attach"           -> ListenAttach(t)
        [] at = "listen: mark"             -> ListenMark(t)
        [] at = "mark: begin"              -> MarkBegin(t)
        [] at = "mark: write the bit"      -> WriteBit(t)
        [] at = "owner: look"              -> OwnerLook(t)
        [] at = "active: look"             -> ActiveLook(t)
        [] at = "stop: begin"              -> Move(t, "stop: look")
        [] at = "stop: look"               -> StopLook(t)
        [] at = "stop: unlisten"           -> Move(t, "stop: end")
        [] at = "stop: end"                -> Stop(t)
        [] at = "stop: mark"               -> Mark(t, thread[t].with, FALSE, AfterChecks(t))

(***************************************************************************)
(* All steps                                                               *)
(***************************************************************************)

(* An operation of the source begins with its first step. *)
FirstSteps ==
  {<<"open", "open", "open: write-lock the table">>,
   <<"close", "close", "close: write-lock the table">>,
   <<"io", "io", "call: read-lock the table">>,
   <<"io", "look up", "call: read-lock the table">>,
   <<"listen", "listen", "call: read-lock the table">>,
   <<"accept", "accept", "call: read-lock the table">>,
   <<"epoll add", "select", "select: next">>,
   <<"epoll add", "epoll add", "epoll: read-lock the table">>,
   <<"epoll del", "epoll del", "epoll: read-lock the table">>,
   <<"epoll del", "epoll mod", "epoll: read-lock the table">>,
   <<"exit", "exit", "exit: begin">>}

BeginAny(t) ==
  /\ UNCHANGED AllButThread
  /\ \/ \E first \in FirstSteps :
          Allowed(first[1]) /\ Start(t, FrameOfSource(first[2], first[3], NoSlot, NoWorker))
     \/ /\ Allowed("fork")
        /\ \E c \in Workers : /\ life[c] = "unborn"
                              /\ Start(t, FrameOfSource("fork", "fork: prepare", NoSlot, c))

(* thread-registered-late: operations that register a thread only after their first look-up. *)
LooksUpFirst == {"close", "io", "look up", "listen", "accept", "epoll add", "epoll del", "epoll mod"}

BeginUnregistered(t) ==
  /\ UNCHANGED AllButThread
  /\ \E first \in FirstSteps :
       /\ first[2] \in LooksUpFirst /\ Allowed(first[1])
       /\ Start(t, [FrameOfSource(first[2], first[3], NoSlot, NoWorker) EXCEPT !.more.new = TRUE])

LooksUp == {"close: find the session", "call: find the session", "epoll: find the sessions"}

(* A new owner reads its notice, without a lock, wherever it reads its queue. *)
ReadNotice(t) ==
  /\ \E s \in Sessions : /\ notices[WorkerOf(t)][s] > 0
                         /\ notices' = [notices EXCEPT ![WorkerOf(t)][s] = @ - 1]
  /\ UNCHANGED <<workerVars, copies, sharedVars, lock, thread, checked>>

(* vls_mt_add: in vls_create, vls_attr, vls_epoll_create and vls_select before anything else. *)
Register(t) == Rest(t)

(* The notice reads a freed session, whose memory is still there. *)
StopsAtNotice(t) == FALSE

(* A thread that calls vls_create and the like first is registered in time. *)
StopsAtNew(t) == FALSE

(* What crashes: an address in what is gone. *)
CrashOf(t) ==
  LET at == thread[t].at
      w  == WorkerOf(t)
      i  == thread[t].slot
      dangling == copies[w][i] = Free \/ Dangling(MyIndex(t))
  IN  CASE at \in LooksUp /\ IsNew(thread[t]) -> "use of an invalid worker index"
        [] at = "new" /\ StopsAtNew(t) -> "use of an invalid worker index"
        [] at = "leave: tell the new owner" /\ StopsAtNotice(t) -> "use of a freed session"
        [] at \in {"leave: lock the element", "leave: free the element", "mark: lock the element",
                   "owner: look", "active: lock the element", "cleanup: lock the element"}
             /\ dangling -> "use of a freed element"
        [] at = "share: lock the element" /\ dangling -> "use of a freed element"
        [] at = "leave: remove the subscriber" /\ elements[MyIndex(t)].subscribers = <<>>
             -> "removal of an element that a vector has not"
        [] at = "leave: look at the state" /\ ~HasSession(Leaver(t), i) -> "use of a freed session"
        [] at = "listen: look at the state" /\ ~HasSession(w, i) -> "use of a freed session"
        [] at = "stop: look" /\ ~HasSession(thread[t].with, i) -> "use of a freed session"
        [] at = "share: publish to the parent" /\ copies[Forker(t)][i] = Free
             -> "use of a freed session"
        [] at \in {"call: unlock the session", "epoll: unlock the session"} /\ copies[w][i] = Free
             -> "use of a freed session"
        [] OTHER -> "none"

(* What is wrong, and does not stop the code. *)
NoteOf(t) ==
  LET at == thread[t].at
  IN  CASE at = "leave: look at the state" /\ MyIndex(t) = NoIndex -> "an assertion does not hold"
        [] at = "leave: remove the subscriber" /\ ~IsSubscribed(Leaver(t), MyIndex(t))
             -> "removal of an element that a vector has not"
        [] at = "leave: tell the new owner" /\ LeaversCopy(t).listen = "closed"
             -> "use of a freed session"
        [] at \in ReleaseSteps ->
             LET l == LockToRelease(t)
             IN  IF l # NoLock /\ ~IsHolder(t, l) THEN "unlock of a lock that is not held" ELSE "none"
        [] OTHER -> "none"

(* A process that dies leaves its locks as they are. *)
LocksAfterDeath(w) == lock

(* Nobody knows of a child that dies before the end of its fork. *)
ParentsAfterDeath(w) == IF life[w] = "forking" THEN [parent EXCEPT ![w] = w] ELSE parent

DiesOfSource(w) ==
  /\ life' = [life EXCEPT ![w] = "dead"]
  /\ parent' = ParentsAfterDeath(w)
  /\ notices' = [notices EXCEPT ![w] = [s \in Sessions |-> 0]]
  /\ thread' = ThreadsWithout(w, thread)
  /\ lock' = LocksAfterDeath(w)
  /\ UNCHANGED <<copies, sharedVars, checked>>

DieOfSource(w) ==
  /\ Allowed("die")
  /\ life[w] \in {"forking", "live"}
  /\ DiesOfSource(w)
  /\ UNCHANGED fault

Crash(t) == DiesOfSource(WorkerOf(t)) /\ fault' = First(fault, CrashOf(t))


OfLeaving == {"close: find the session", "close: look", "leave: begin", "leave: look at the state",
  "leave: unsubscribe", "leave: remove the subscriber", "leave: clean up the session",
  "leave: end the session", "leave: see who is left", "leave: pass on",
  "leave: tell the new owner", "leave: free the element", "leave: end", "leave: remove the copy"}

OfEnding == {"exit: begin", "exit: next", "exit: free the worker", "handler: begin",
  "handler: return", "cleanup: begin", "cleanup: next", "cleanup: look", "cleanup: free the worker"}

OfMarking == {"mark: begin", "mark: write the bit"}

Body(t) ==
  LET at == thread[t].at
  IN  CASE at = "idle"   -> BeginAny(t) \/ (Allowed("notice") /\ ReadNotice(t))
        [] at = "absent" -> /\ Allowed("thread") /\ Live(WorkerOf(t))
                            /\ Start(t, NewThread)
                            /\ UNCHANGED AllButThread
        [] at = "new"    -> Register(t) \/ BeginUnregistered(t)
        [] at \in {"open: return", "close: return", "call: return"} -> Rest(t)
        [] at = "open: enter"     -> OpenEnterOfSource(t)
        [] at = "share: unlock the full pool" ->
             /\ lock' = [lock EXCEPT ![PoolLock] = Without(@, t)]
             /\ Go(t, "share: end")
             /\ UNCHANGED <<workerVars, sessionVars, checked>>
        [] at \in RequestSteps    -> TakeLockOfSource(t)
        [] at \in ReleaseSteps    -> Release(t)
        [] at \in OfLeaving       -> StepToLeave(t)
        [] at \in OfEnding        -> StepToEnd(t)
        [] at \in OfMarking       -> StepToListen(t)
        [] thread[t].op \in {"fork", "be forked"} -> StepToFork(t)
        [] OTHER                  -> StepToListen(t)

StepOfSource(t) ==
  IF CrashOf(t) # "none" THEN Crash(t)
  ELSE Body(t) /\ fault' = First(fault, NoteOf(t))

================================================================================
