------------------------- MODULE SharedDataOptimistic -------------------------
(***************************************************************************)
(* A design with queries that take no lock. A copy is one word: private,   *)
(* or the handle of an element (an index and a generation), or busy, or    *)
(* gone. An element has a sequence lock; the free indices are a stack      *)
(* whose top is one word.                                                  *)
(*                                                                         *)
(* One step is one access to data that others may change in the meantime,  *)
(* or one piece of work on locked data. Work under a lock, or on a busy    *)
(* copy, and the release that follows are one step, as are taking a lock   *)
(* and the work right after it (Lipton, "Reduction", 1975). This holds for *)
(* threads that take locks. A query takes none, so the work of a writer    *)
(* under the lock is as many steps as a query can distinguish.             *)
(*                                                                         *)
(* The version of an element's lock, its generation, and the version in    *)
(* the word of the stack only grow, and are only compared for equality     *)
(* with an earlier read. So they are not numbers here but flags beside the *)
(* read data, which become FALSE when the number grows: fresh (for the     *)
(* version last read) and current (for a generation). That is exact, and   *)
(* keeps the number of states finite. For the same reason "same" tells     *)
(* whether the worker of a thread's operation is still the one with its    *)
(* index; if not, it is dead or has exited.                                *)
(*                                                                         *)
(* Threads do not belong to a worker: any thread may act for any worker,   *)
(* which includes workers with several threads. A thread continues when    *)
(* its worker dies. Operations of one step need no thread.                 *)
(*                                                                         *)
(* Order of locks: table of a worker, life of a worker, busy copy,         *)
(* element, stack of free indices during a hold or a release.              *)
(*                                                                         *)
(* The design refines SharedData, and its queries are linearizable.        *)
(* MCSharedDataOptimisticDefects has the defects without one of its        *)
(* measures.                                                               *)
(*                                                                         *)
(* Simplifications against the Java code: exit leaves sessions as close    *)
(* does; work that only one thread can see is one step; the outcome of an  *)
(* operation without effect is checked only where it depends on free       *)
(* indices.                                                                *)
(*                                                                         *)
(* One long module: the properties at its end refer to the steps, and a    *)
(* reader needs both side by side.                                         *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Workers,         \* worker indices
  Threads,         \* the threads that act for them
  Sessions,        \* identities of network sessions (VPP's session handles)
  Listenable,      \* sessions on which VPP allows a worker to listen
  SlotCapacity,    \* capacity of a worker's private pool, in sessions
  SharedCapacity,  \* number of elements of shared data
  Operations,      \* enabled operations: a subset of AllOperations
  NoWorker,        \* "no worker"
  Free,            \* "this slot, or this element, is free"
  NotShared,       \* "this session has no shared data"
  Nobody           \* "not locked by any thread"

Questions == {"owner", "shared by", "listener", "listen state"}

ListenOperations == {"listen", "accept", "epoll add", "epoll del", "notice"}

AllOperations ==
  Questions \cup ListenOperations \cup {"open", "close", "fork", "exit", "cleanup", "die"}

ASSUME SlotCapacity \in Nat \ {0} /\ SharedCapacity \in Nat \ {0}
ASSUME Listenable \subseteq Sessions
ASSUME Operations \subseteq AllOperations
ASSUME NoWorker \notin Workers

Slots   == 1..SlotCapacity
Indices == 1..SharedCapacity
NoSlot  == 0
NoIndex == 0

Allowed(op) == op \in Operations

VARIABLES
  life,      \* worker |-> its lifecycle state
  parent,    \* worker |-> the worker that forked or adopted it, or NoWorker
  copies,    \* worker |-> slot |-> its copy of a session, or Free
  elements,  \* index |-> the element of shared data
  stack,     \* the free indices: top, successor of each index, releasing, held
  connected, \* the sessions that VPP has
  holder,    \* lock |-> its holder
  thread,    \* thread |-> its operation and position
  right      \* thread |-> the results that were right since its query began

processVars == <<life, parent>>
sessionVars == <<copies, elements, stack, connected>>
protocol    == <<life, parent, copies, elements, stack, connected, holder, thread>>
vars        == <<life, parent, copies, elements, stack, connected, holder, thread, right>>

Lives == {"unborn", "forking", "live", "dead"}

(* The old or new content of a busy copy is known only to the thread that  *)
(* made it busy; in Java it is not in the word then.                       *)
Copies == [id      : Sessions,
           kind    : {"private", "shared"},
           busy    : BOOLEAN,
           listens : BOOLEAN,
           waits   : BOOLEAN,
           index   : Indices \cup {NoIndex},
           current : BOOLEAN]

Private(s)   == [id |-> s, kind |-> "private", busy |-> FALSE, listens |-> FALSE, waits |-> FALSE,
                 index |-> NoIndex, current |-> TRUE]
Shared(s, i) == [Private(s) EXCEPT !.kind = "shared", !.index = i]

Notices == {"none", "to the living", "to the dead"}

Elements == [session     : Sessions,
             owner       : Workers,
             subscribers : UNION {[1..n -> Workers] : n \in 0..Cardinality(Workers)},
             listening   : SUBSET Workers,
             attached    : SUBSET Workers,
             waiting     : SUBSET Workers,
             notice      : Notices]

Unused == [session |-> Free, owner |-> NoWorker, subscribers |-> <<>>, listening |-> {},
           attached |-> {}, waiting |-> {}, notice |-> "none"]

(* does: the operation. with: the worker of the query, the parent in a     *)
(* share, or the worker that cleans up. index, current: the handle. seen:  *)
(* the word read from the stack. subscribed, answer: the data read by a    *)
(* query. counts: the shared data as others see it, while it is changed    *)
(* piece by piece; only the refinement and the step that fills in an       *)
(* element use it.                                                         *)
Idle == [at |-> "idle", does |-> "nothing", worker |-> NoWorker, with |-> NoWorker,
         session |-> Free, slot |-> NoSlot, index |-> NoIndex, current |-> TRUE, fresh |-> TRUE,
         same |-> TRUE, seen |-> <<>>, subscribed |-> FALSE, answer |-> NoWorker, counts |-> Free]

Frame(at, does, w, with) ==
  [Idle EXCEPT !.at = at, !.does = does, !.worker = w, !.with = with]

(***************************************************************************)
(* Reading the state                                                       *)
(***************************************************************************)

Range(sequence) == {sequence[i] : i \in DOMAIN sequence}
Lowest(slots)   == CHOOSE i \in slots : \A j \in slots : i <= j

UsedSlots(w)  == {i \in Slots : copies[w][i] # Free}
FreeSlots(w)  == Slots \ UsedSlots(w)
SlotsWith(w, s) == {i \in UsedSlots(w) : copies[w][i].id = s}

Live(w)           == life[w] = "live"
ForkInProgress(w) == \E c \in Workers : life[c] = "forking" /\ parent[c] = w

(* The worker of the thread's operation lives. *)
Alive(t) == thread[t].same /\ Live(thread[t].worker)

(* The copy of the session in the table of the thread's worker. A worker   *)
(* that is gone has none.                                                  *)
FoundSlots(t) == IF thread[t].same THEN SlotsWith(thread[t].worker, thread[t].session) ELSE {}
FoundSlot(t)  == CHOOSE i \in FoundSlots(t) : TRUE

(***************************************************************************)
(* Locks, versions and generations                                         *)
(***************************************************************************)

TableLock(w)   == <<"table", w>>
LifeLock(w)    == <<"life", w>>
ElementLock(i) == <<"element", i>>

Locks == {TableLock(w) : w \in Workers} \cup {LifeLock(w) : w \in Workers}
         \cup {ElementLock(i) : i \in Indices}

IsFree(l) == holder[l] = Nobody

Lock(t, ls) == holder' = [l \in Locks |-> IF l \in ls THEN t ELSE holder[l]]
Unlock(ls)  == holder' = [l \in Locks |-> IF l \in ls THEN Nobody ELSE holder[l]]

Moved(t, step)  == [thread EXCEPT ![t].at = step]
Go(t, step)     == thread' = Moved(t, step)
Start(t, frame) == thread' = [thread EXCEPT ![t] = frame]
Return(t)       == thread' = [thread EXCEPT ![t] = Idle]

ReadsElement(frame) ==
  frame.at \in {"ask: read whether it is subscribed", "ask: read the rest", "ask: validate"}

HasReadStack(frame) == frame.at \in {"share: pop", "leave: push"}

(* The lock of the element i was taken: all earlier stamps are invalid. *)
StampsVoid(frames, i) ==
  [u \in Threads |-> IF ReadsElement(frames[u]) /\ frames[u].index = i
                       THEN [frames[u] EXCEPT !.fresh = FALSE] ELSE frames[u]]

(* The word of the stack has a version different from all earlier reads. *)
StackChanged(frames) ==
  [u \in Threads |-> IF HasReadStack(frames[u]) THEN [frames[u] EXCEPT !.fresh = FALSE]
                     ELSE frames[u]]

(* The generation of the element i grows: all earlier handles are invalid. *)
HandlesVoid(frames, i) ==
  [u \in Threads |-> IF frames[u].index = i THEN [frames[u] EXCEPT !.current = FALSE]
                     ELSE frames[u]]

CopiesVoid(i) ==
  [w \in Workers |-> [slot \in Slots |->
     IF copies[w][slot] # Free /\ copies[w][slot].index = i
       THEN [copies[w][slot] EXCEPT !.current = FALSE] ELSE copies[w][slot]]]

(* From now on the index of w may belong to another worker. *)
WorkerGone(w) ==
  [u \in Threads |-> IF thread[u].worker = w THEN [thread[u] EXCEPT !.same = FALSE]
                     ELSE thread[u]]

(***************************************************************************)
(* Queries                                                                 *)
(***************************************************************************)

NothingToTell(question) ==
  CASE question = "owner"        -> NoWorker
    [] question = "listen state" -> "none"
    [] OTHER                     -> FALSE

(* The worker must be live at the first read; otherwise the result is at   *)
(* once that there is no owner to report.                                  *)
BeginQuery(t) ==
  /\ \E w \in Workers, s \in Sessions, question \in Questions \cap Operations :
       \E v \in IF question \in {"owner", "listen state"} THEN {NoWorker} ELSE Workers \ {w} :
         /\ Live(w)
         /\ Start(t, [Frame("ask: read the word", question, w, v) EXCEPT !.session = s])
  /\ UNCHANGED <<processVars, sessionVars, holder>>

(* Queries.word: the lookup in the table, and the word once it is not      *)
(* busy. A copy that is gone by then was removed after the lookup.         *)
AskReadWord(t) ==
  IF FoundSlots(t) = {}
    THEN /\ thread' = [thread EXCEPT ![t].at = "ask: answer",
                                     ![t].answer = NothingToTell(thread[t].does)]
         /\ UNCHANGED <<processVars, sessionVars, holder>>
  ELSE LET copy == copies[thread[t].worker][FoundSlot(t)]
           listens == thread[t].does = "listen state" /\ copy.listens
       IN  /\ ~copy.busy
           /\ thread' =
                IF copy.kind = "shared"
                  THEN [thread EXCEPT ![t].at = "ask: read the stamp",
                                      ![t].index = copy.index, ![t].current = copy.current]
                ELSE IF listens
                  THEN [thread EXCEPT ![t].at = "ask: look at the life", ![t].answer = "listen"]
                ELSE [thread EXCEPT ![t].at = "ask: answer",
                                    ![t].answer = NothingToTell(thread[t].does)]
           /\ UNCHANGED <<processVars, sessionVars, holder>>

(* The generation of the handle is still that of the element. *)
IsCurrent(t) == thread[t].current

(* StampedLock.tryOptimisticRead: repeated until the element is not locked. *)
AskReadStamp(t) ==
  /\ IsFree(ElementLock(thread[t].index))
  /\ thread' = [thread EXCEPT ![t].at = "ask: read whether it is subscribed", ![t].fresh = TRUE]
  /\ UNCHANGED <<processVars, sessionVars, holder>>

(* SharedElement.isSubscribed: the generation, and the set of subscribers. *)
AskReadSubscribed(t) ==
  LET data == elements[thread[t].index]
  IN  /\ thread' = [thread EXCEPT
                      ![t].at = "ask: read the rest",
                      ![t].subscribed = /\ IsCurrent(t)
                                        /\ thread[t].worker \in Range(data.subscribers)]
      /\ UNCHANGED <<processVars, sessionVars, holder>>

AnswerOf(data, question, w, v) ==
  CASE question = "owner"        -> data.owner
    [] question = "shared by"    -> v \in Range(data.subscribers)
    [] question = "listener"     -> v \in data.waiting
    [] question = "listen state" -> IF w \notin data.listening THEN "none"
                                    ELSE IF w \in data.attached THEN "listen"
                                    ELSE "passive"

(* The other fields of the element; they may be from another point in time. *)
AskReadRest(t) ==
  LET frame == thread[t]
  IN  /\ thread' = [thread EXCEPT
                      ![t].at = "ask: validate",
                      ![t].answer = AnswerOf(elements[frame.index], frame.does, frame.worker,
                                             frame.with)]
      /\ UNCHANGED <<processVars, sessionVars, holder>>

Unread(frame) == [frame EXCEPT !.subscribed = FALSE, !.fresh = TRUE, !.answer = NoWorker]

HandleDropped(frame) == [frame EXCEPT !.index = NoIndex, !.current = TRUE, !.subscribed = FALSE,
                                      !.fresh = TRUE]

(* The element was not locked since the stamp was read. *)
IsValid(frame) == frame.fresh

(* The next step after the read of the element: a worker that has died in  *)
(* the meantime has no owner to report.                                    *)
StepAfterValidation == "ask: look at the life"

(* StampedLock.validate: all reads are from one point in time, or are repeated. *)
AskValidate(t) ==
  LET frame == thread[t]
  IN  /\ thread' = [thread EXCEPT ![t] =
           IF ~IsValid(frame) THEN [Unread(frame) EXCEPT !.at = "ask: read the stamp"]
           ELSE IF ~frame.subscribed
             THEN [HandleDropped(frame) EXCEPT !.at = "ask: answer",
                                               !.answer = NothingToTell(frame.does)]
           ELSE [HandleDropped(frame) EXCEPT !.at = StepAfterValidation]]
      /\ UNCHANGED <<processVars, sessionVars, holder>>

(* Worker.isLive: a worker that is live now was live when the element was read. *)
AskLookAtLife(t) ==
  /\ thread' = [thread EXCEPT
                  ![t].at = "ask: answer",
                  ![t].answer = IF Alive(t) THEN @ ELSE NothingToTell(thread[t].does)]
  /\ UNCHANGED <<processVars, sessionVars, holder>>

(* The query returns. *)
AskAnswer(t) ==
  /\ Return(t)
  /\ UNCHANGED <<processVars, sessionVars, holder>>

(***************************************************************************)
(* Leaving a session: close and cleanup                                    *)
(***************************************************************************)

(* Removed: the last subscriber moves into the gap. *)
Removed(subscribers, w) ==
  LET last == Len(subscribers)
  IN  [i \in 1..(last - 1) |->
         IF subscribers[i] = w THEN subscribers[last] ELSE subscribers[i]]

Without(data, w) ==
  [data EXCEPT !.subscribers = Removed(@, w), !.listening = @ \ {w}, !.attached = @ \ {w},
               !.waiting = @ \ {w}]

LocksOfLeaving(t) ==
  IF thread[t].does = "cleanup" THEN {TableLock(thread[t].with), LifeLock(thread[t].worker)}
  ELSE {TableLock(thread[t].worker)}

(* A copy does not become shared while its worker is not forking. *)
FirstStepToLeave(w, slot) ==
  IF copies[w][slot].kind = "private" THEN "leave: close the private session"
  ELSE "leave: unsubscribe"

LeavingFrame(op, w, with, slot) ==
  [Frame(FirstStepToLeave(w, slot), op, w, with) EXCEPT
     !.slot = slot, !.session = copies[w][slot].id, !.index = copies[w][slot].index]

(* Leaving of a live worker's session: close, unshare and exit. *)
BeginClose(t) ==
  /\ \E w \in Workers :
       /\ Live(w) /\ ~ForkInProgress(w) /\ IsFree(TableLock(w))
       /\ \E slot \in UsedSlots(w) : Start(t, LeavingFrame("close", w, NoWorker, slot))
       /\ Lock(t, {TableLock(w)})
  /\ UNCHANGED <<processVars, sessionVars>>

MayCleanUp(w, c) ==
  /\ Live(w) /\ life[c] = "dead" /\ parent[c] \in {w, NoWorker} /\ ~ForkInProgress(c)
  /\ IsFree(TableLock(w)) /\ IsFree(LifeLock(c))

(* LifeCycle.cleanUp: the cleaning worker stays live, since its table is   *)
(* locked, and the other one dead, since its life is locked.               *)
BeginCleanup(t) ==
  /\ \E w, c \in Workers :
       /\ MayCleanUp(w, c) /\ UsedSlots(c) # {}
       /\ Start(t, LeavingFrame("cleanup", c, w, Lowest(UsedSlots(c))))
       /\ Lock(t, {TableLock(w), LifeLock(c)})
  /\ UNCHANGED <<processVars, sessionVars>>

(* Leaving.leavePrivate: the copy is busy from before the disconnect in    *)
(* VPP until it is gone.                                                   *)
LeavePrivate(t) ==
  LET w    == thread[t].worker
      slot == thread[t].slot
  IN  /\ ~copies[w][slot].busy
      /\ copies' = [copies EXCEPT ![w][slot] = Free]
      /\ connected' = connected \ {thread[t].session}
      /\ Unlock(LocksOfLeaving(t))
      /\ Return(t)
      /\ UNCHANGED <<processVars, elements, stack>>

(* SharedElement.unsubscribe, and the end if no subscriber remains. *)
LeaveUnsubscribe(t) ==
  LET w    == thread[t].worker
      i    == thread[t].index
      data == elements[i]
      rest == Without(data, w)
  IN  /\ IsFree(ElementLock(i))
      /\ IF rest.subscribers = <<>>
           THEN /\ elements' = [elements EXCEPT ![i] = Unused]
                /\ thread' = HandlesVoid(StampsVoid(
                     [thread EXCEPT ![t].at = "leave: begin to release", ![t].counts = data], i), i)
                /\ copies' = CopiesVoid(i)
                /\ Lock(t, {ElementLock(i)})
                /\ UNCHANGED <<processVars, stack, connected>>
         ELSE IF data.owner = w
           THEN /\ elements' = [elements EXCEPT ![i] = rest]
                /\ thread' = StampsVoid(
                     [thread EXCEPT ![t].at = "leave: pass on", ![t].counts = data], i)
                /\ Lock(t, {ElementLock(i)})
                /\ UNCHANGED <<processVars, copies, stack, connected>>
         ELSE /\ elements' = [elements EXCEPT ![i] = rest]
              /\ thread' = StampsVoid(Moved(t, "leave: remove the copy"), i)
              /\ UNCHANGED <<processVars, copies, stack, connected, holder>>

(* SharedElement.passOn: takes effect when the life of the heir is read. *)
LeavePassOn(t) ==
  LET i    == thread[t].index
      heir == Head(elements[i].subscribers)
  IN  /\ elements' = [elements EXCEPT
           ![i].owner = heir,
           ![i].notice = IF life[heir] = "dead" THEN "to the dead" ELSE "to the living"]
      /\ thread' = [thread EXCEPT ![t].at = "leave: remove the copy", ![t].counts = Free]
      /\ Unlock({ElementLock(i)})
      /\ UNCHANGED <<processVars, copies, stack, connected>>

(* FreeIndices.beginRelease: not while the stack is held. *)
LeaveBeginRelease(t) ==
  /\ ~stack.held
  /\ stack' = [stack EXCEPT !.releasing = @ + 1]
  /\ thread' = StackChanged(Moved(t, "leave: disconnect"))
  /\ UNCHANGED <<processVars, copies, elements, connected, holder>>

(* Leaving.leaveAsLast takes effect when VPP disconnects the session. *)
LeaveDisconnect(t) ==
  /\ connected' = connected \ {thread[t].session}
  /\ thread' = [thread EXCEPT ![t].at = "leave: read the stack", ![t].counts = Free]
  /\ UNCHANGED <<processVars, copies, elements, stack, holder>>

(* The readable part of a copy's word. *)
Word == <<stack.top, stack.releasing, stack.held>>

(* Whether a compare-and-set of the word succeeds: its version is unchanged since the read. *)
IsAsSeen(t) == thread[t].fresh

(* FreeIndices.release *)
LeaveReadStack(t) ==
  /\ thread' = [thread EXCEPT ![t].at = "leave: push", ![t].seen = Word, ![t].fresh = TRUE]
  /\ UNCHANGED <<processVars, sessionVars, holder>>

(* Together with the release of the element's lock. The word below the     *)
(* index is not read before the index is on the stack.                     *)
LeavePush(t) ==
  LET i == thread[t].index
  IN  IF IsAsSeen(t)
        THEN /\ stack' = [stack EXCEPT !.top = i, !.below[i] = thread[t].seen[1],
                                       !.releasing = @ - 1]
             /\ thread' = StackChanged(
                  [thread EXCEPT ![t].at = "leave: remove the copy", ![t].seen = <<>>])
             /\ Unlock({ElementLock(i)})
             /\ UNCHANGED <<processVars, copies, elements, connected>>
        ELSE /\ Go(t, "leave: read the stack")
             /\ UNCHANGED <<processVars, sessionVars, holder>>

(* The copy is gone, and removed from the worker's set and table. *)
LeaveRemoveCopy(t) ==
  /\ copies' = [copies EXCEPT ![thread[t].worker][thread[t].slot] = Free]
  /\ Unlock(LocksOfLeaving(t))
  /\ Return(t)
  /\ UNCHANGED <<processVars, elements, stack, connected>>

(***************************************************************************)
(* Listening and notices                                                   *)
(***************************************************************************)

(* An operation without effect takes the same steps and changes nothing;   *)
(* it does not begin here.                                                 *)
HasSomethingToDo(op, s, listens, waits) ==
  CASE op = "listen"                 -> ~listens /\ s \in Listenable
    [] op \in {"accept", "epoll add"} -> listens /\ ~waits
    [] op = "epoll del"              -> waits
    [] OTHER                         -> FALSE

MayHaveSomethingToDo(op, w, copy) ==
  IF copy.kind = "private" THEN HasSomethingToDo(op, copy.id, copy.listens, copy.waits)
  ELSE LET data == elements[copy.index]
       IN  IF op = "notice" THEN data.owner = w /\ data.notice # "none"
           ELSE HasSomethingToDo(op, copy.id, w \in data.listening, w \in data.waiting)

(* The worker is live at the first read. *)
BeginListening(t) ==
  /\ \E w \in Workers, op \in ListenOperations \cap Operations : \E slot \in UsedSlots(w) :
       /\ Live(w)
       /\ MayHaveSomethingToDo(op, w, copies[w][slot])
       /\ Start(t, [Frame("listen: make the copy busy", op, w, NoWorker) EXCEPT
                      !.session = copies[w][slot].id])
  /\ UNCHANGED <<processVars, sessionVars, holder>>

(* Copy.acquire: a private copy becomes busy; for a shared one the handle  *)
(* is sufficient.                                                          *)
ListenAcquire(t) ==
  LET w    == thread[t].worker
      slot == FoundSlot(t)
      copy == copies[w][slot]
  IN  IF FoundSlots(t) = {}
        THEN /\ Return(t)
             /\ UNCHANGED <<processVars, sessionVars, holder>>
      ELSE IF copy.kind = "private"
        THEN /\ ~copy.busy
             /\ copies' = [copies EXCEPT ![w][slot].busy = TRUE]
             /\ thread' = [thread EXCEPT ![t].at = "listen: change the private copy",
                                         ![t].slot = slot]
             /\ UNCHANGED <<processVars, elements, stack, connected, holder>>
      ELSE /\ thread' = [thread EXCEPT ![t].at = "listen: change the element",
                                       ![t].index = copy.index, ![t].current = copy.current]
           /\ UNCHANGED <<processVars, sessionVars, holder>>

(* The worker lives while its copy is busy. *)
AliveWhileBusy(t) == Alive(t)

(* Listening.performPrivate takes effect at the read of the life; a death  *)
(* between that and the change cannot be observed.                         *)
ListenPrivate(t) ==
  LET op   == thread[t].does
      w    == thread[t].worker
      slot == thread[t].slot
      copy == copies[w][slot]
      does == /\ AliveWhileBusy(t)
              /\ HasSomethingToDo(op, copy.id, copy.listens, copy.waits)
  IN  /\ copies' = [copies EXCEPT ![w][slot] =
           [@ EXCEPT !.busy = FALSE,
                     !.listens = @ \/ (does /\ op = "listen"),
                     !.waits = IF does THEN op \in {"accept", "epoll add"} ELSE @]]
      /\ Return(t)
      /\ UNCHANGED <<processVars, elements, stack, connected, holder>>

(* An owner that listens but does not wait is stopped by a passive worker  *)
(* that begins to wait.                                                    *)
Attached(data, w) ==
  LET idle == IF w \notin data.attached /\ data.owner \notin data.waiting THEN {data.owner} ELSE {}
  IN  (data.attached \ idle) \cup {w}

Changed(data, op, w) ==
  CASE op = "listen" ->
         [data EXCEPT !.listening = @ \cup {w}, !.attached = @ \cup {w}]
    [] op \in {"accept", "epoll add"} ->
         [data EXCEPT !.attached = Attached(data, w), !.waiting = @ \cup {w}]
    [] op = "epoll del" -> [data EXCEPT !.attached = @ \ {w}, !.waiting = @ \ {w}]
    [] op = "notice" -> [data EXCEPT !.notice = "none"]

(* The worker lives while the element is locked. *)
AliveUnderLock(t) == Alive(t)

(* Listening.performShared takes effect when the life is read. *)
ListenShared(t) ==
  LET op   == thread[t].does
      w    == thread[t].worker
      i    == thread[t].index
      data == elements[i]
      does == /\ AliveUnderLock(t)
              /\ IsCurrent(t)
              /\ w \in Range(data.subscribers)
              /\ IF op = "notice" THEN data.owner = w /\ data.notice # "none"
                 ELSE HasSomethingToDo(op, data.session, w \in data.listening, w \in data.waiting)
  IN  /\ IsFree(ElementLock(i))
      /\ elements' = IF does THEN [elements EXCEPT ![i] = Changed(@, op, w)] ELSE elements
      /\ thread' = StampsVoid([thread EXCEPT ![t] = Idle], i)
      /\ UNCHANGED <<processVars, copies, stack, connected, holder>>

(***************************************************************************)
(* Fork: share the next session, complete                                  *)
(***************************************************************************)

SlotsToShare(c) == UsedSlots(parent[c]) \ UsedSlots(c)
NextToShare(c)  == Lowest(SlotsToShare(c))

IsBeingForked(c) == life[c] = "forking" /\ IsFree(LifeLock(c))

(* Only this fork may change whether the parent's copy is shared. *)
BeginShare(t) ==
  /\ \E c \in Workers :
       /\ IsBeingForked(c) /\ SlotsToShare(c) # {}
       /\ LET slot == NextToShare(c)
              copy == copies[parent[c]][slot]
              step == IF copy.kind = "private" THEN "share: make the copy busy"
                      ELSE "share: subscribe"
          IN  Start(t, [Frame(step, "share", c, parent[c]) EXCEPT
                          !.session = copy.id, !.slot = slot, !.index = copy.index])
       /\ Lock(t, {LifeLock(c)})
  /\ UNCHANGED <<processVars, sessionVars>>

(* Forking.subscribe. Only the forking thread sees the child's copies. *)
ShareSubscribe(t) ==
  LET c == thread[t].worker
      p == thread[t].with
      i == thread[t].index
  IN  /\ IsFree(ElementLock(i))
      /\ elements' = [elements EXCEPT
           ![i].subscribers = Append(@, c),
           ![i].listening = IF p \in @ THEN @ \cup {c} ELSE @]
      /\ copies' = [copies EXCEPT ![c][thread[t].slot] = Shared(thread[t].session, i)]
      /\ thread' = StampsVoid([thread EXCEPT ![t] = Idle], i)
      /\ Unlock({LifeLock(c)})
      /\ UNCHANGED <<processVars, stack, connected>>

(* Forking.shareNext: Copy.acquire of the parent's copy. *)
ShareAcquire(t) ==
  /\ ~copies[thread[t].with][thread[t].slot].busy
  /\ copies' = [copies EXCEPT ![thread[t].with][thread[t].slot].busy = TRUE]
  /\ Go(t, "share: read the stack")
  /\ UNCHANGED <<processVars, elements, stack, connected, holder>>

(* No index is being released. *)
NoneIsReleased == stack.releasing = 0

(* FreeIndices.take. Without a free index it waits if one is being         *)
(* released, or else is rejected.                                          *)
ShareReadStack(t) ==
  IF stack.top # NoIndex
    THEN /\ thread' = [thread EXCEPT ![t].at = "share: pop",
                                     ![t].seen = Append(Word, stack.below[stack.top]),
                                     ![t].fresh = TRUE]
         /\ UNCHANGED <<processVars, sessionVars, holder>>
  ELSE /\ NoneIsReleased
       /\ copies' = [copies EXCEPT ![thread[t].with][thread[t].slot].busy = FALSE]
       /\ Unlock({LifeLock(thread[t].worker)})
       /\ Return(t)
       /\ UNCHANGED <<processVars, elements, stack, connected>>

(* The parent's listen state moves from its copy to the element. *)
FirstShared(p, c, copy) ==
  [session     |-> copy.id,
   owner       |-> p,
   subscribers |-> <<p, c>>,
   listening   |-> IF copy.listens THEN {p, c} ELSE {},
   attached    |-> IF copy.listens THEN {p} ELSE {},
   waiting     |-> IF copy.waits THEN {p} ELSE {},
   notice      |-> "none"]

(* The element is filled in before the handle is published. *)
StepAfterPop == "share: fill in"

(* FreeIndices.take: the first share takes effect when an index is taken.  *)
(* The word below an index that is not on the stack is not read.           *)
SharePop(t) ==
  LET c    == thread[t].worker
      p    == thread[t].with
      slot == thread[t].slot
      i    == thread[t].seen[1]
      data == FirstShared(p, c, copies[p][slot])
  IN  IF IsAsSeen(t)
        THEN /\ stack' = [stack EXCEPT !.top = thread[t].seen[4], !.below[i] = NoIndex]
             /\ copies' = [copies EXCEPT ![c][slot] = Shared(thread[t].session, i)]
             /\ thread' = StackChanged(
                  [thread EXCEPT ![t].at = StepAfterPop, ![t].index = i, ![t].seen = <<>>,
                                 ![t].counts = data])
             /\ UNCHANGED <<processVars, elements, connected, holder>>
        ELSE /\ thread' = [thread EXCEPT ![t].at = "share: read the stack", ![t].seen = <<>>,
                                         ![t].fresh = TRUE]
             /\ UNCHANGED <<processVars, sessionVars, holder>>

(* Forking.fill *)
ShareFill(t) ==
  LET i == thread[t].index
  IN  /\ IsFree(ElementLock(i))
      /\ elements' = [elements EXCEPT ![i] = thread[t].counts]
      /\ thread' = StampsVoid(
           [thread EXCEPT ![t].at = "share: publish", ![t].counts = Free], i)
      /\ UNCHANGED <<processVars, copies, stack, connected, holder>>

(* The parent's copy is no longer busy: from now on it refers to the element. *)
SharePublish(t) ==
  /\ copies' = [copies EXCEPT ![thread[t].with][thread[t].slot] =
                  Shared(thread[t].session, thread[t].index)]
  /\ Return(t)
  /\ Unlock({LifeLock(thread[t].worker)})
  /\ UNCHANGED <<processVars, elements, stack, connected>>

(* Forking.complete, if the child possibly does without some sessions.     *)
(* Rejected if the next one is already shared.                             *)
BeginComplete(t) ==
  /\ \E c \in Workers :
       /\ IsBeingForked(c) /\ SlotsToShare(c) # {}
       /\ LET copy == copies[parent[c]][NextToShare(c)] IN copy.kind = "private" /\ ~copy.busy
       /\ Start(t, Frame("complete: hold", "complete", c, parent[c]))
       /\ Lock(t, {LifeLock(c)})
  /\ UNCHANGED <<processVars, sessionVars>>

(* No index is released while the stack is held. *)
StackHeld       == [stack EXCEPT !.held = TRUE]
StackHeldNoMore == [stack EXCEPT !.held = FALSE]

(* FreeIndices.holdIfNone: rejected if an index is free; waits for a       *)
(* release in progress, and for other holders of the stack.                *)
CompleteHold(t) ==
  IF stack.top # NoIndex
    THEN /\ Unlock({LifeLock(thread[t].worker)})
         /\ Return(t)
         /\ UNCHANGED <<processVars, sessionVars>>
  ELSE /\ stack.releasing = 0 /\ ~stack.held
       /\ stack' = StackHeld
       /\ thread' = StackChanged(Moved(t, "complete: go live"))
       /\ UNCHANGED <<processVars, copies, elements, connected, holder>>

CompleteGoLive(t) ==
  /\ life' = [life EXCEPT ![thread[t].worker] = "live"]
  /\ Go(t, "complete: end the hold")
  /\ UNCHANGED <<parent, sessionVars, holder>>

(* FreeIndices.endHold: no other thread changes the word during a hold. *)
CompleteEndHold(t) ==
  /\ stack' = StackHeldNoMore
  /\ thread' = StackChanged([thread EXCEPT ![t] = Idle])
  /\ Unlock({LifeLock(thread[t].worker)})
  /\ UNCHANGED <<processVars, copies, elements, connected>>

(***************************************************************************)
(* The observable copies, shared data and notices. While the shared data   *)
(* of a session is changed piece by piece, the changing thread keeps its   *)
(* observable value: the old one until the change takes effect, then the   *)
(* new one.                                                                *)
(***************************************************************************)

Changing(s) == {t \in Threads : thread[t].counts # Free /\ thread[t].counts.session = s}

ElementsOf(s) == {i \in Indices : elements[i].session = s}

SharedDataOf(s) ==
  IF Changing(s) # {} THEN thread[CHOOSE t \in Changing(s) : TRUE].counts
  ELSE IF ElementsOf(s) # {} THEN elements[Lowest(ElementsOf(s))]
  ELSE Unused

AbstractListen(data, w) ==
  IF w \notin data.listening THEN "none" ELSE IF w \in data.attached THEN "listen" ELSE "passive"

(* A shared copy exists as long as its worker is subscribed. *)
AbstractCopy(w, copy) ==
  IF copy = Free THEN Free
  ELSE IF copy.kind = "private"
    THEN [id |-> copy.id, listen |-> IF copy.listens THEN "listen" ELSE "none",
          waits |-> copy.waits]
  ELSE LET data == SharedDataOf(copy.id)
       IN  IF w \notin Range(data.subscribers) THEN Free
           ELSE [id |-> copy.id, listen |-> AbstractListen(data, w), waits |-> w \in data.waiting]

AbstractPool == [w \in Workers |-> [i \in Slots |-> AbstractCopy(w, copies[w][i])]]

AbstractShared ==
  [s \in Sessions |->
     LET data == SharedDataOf(s)
     IN  IF data = Unused THEN NotShared
         ELSE [owner |-> data.owner, subscribers |-> data.subscribers,
               listeners |-> data.waiting]]

(* A notice is lost if its reader dies, unless it was sent after that. *)
AbstractNotices ==
  [w \in Workers |-> [s \in Sessions |->
     LET data == SharedDataOf(s)
     IN  IF \/ data.owner # w \/ data.notice = "none"
            \/ data.notice = "to the living" /\ life[w] = "dead"
           THEN 0 ELSE 1]]

Abstract ==
  INSTANCE SharedData WITH pool <- AbstractPool, shared <- AbstractShared,
                           notices <- AbstractNotices

(* The right result of t's query now. *)
RightAnswer(t) ==
  LET w == thread[t].worker
      s == thread[t].session
      v == thread[t].with
      question == thread[t].does
  IN  IF ~thread[t].same THEN NothingToTell(question)
      ELSE CASE question = "owner"        -> Abstract!OwnerAnswer(w, s)
             [] question = "shared by"    -> Abstract!IsSharedByAnswer(w, s, v)
             [] question = "listener"     -> Abstract!IsListenerAnswer(w, s, v)
             [] question = "listen state" -> Abstract!ListenStateAnswer(w, s)

(* The results that were right since the query began; no step reads it. *)
Witnessed ==
  right' = [t \in Threads |-> IF thread'[t].does \in Questions THEN right[t] \cup {RightAnswer(t)'}
                              ELSE {}]

(***************************************************************************)
(* Operations of one step                                                  *)
(***************************************************************************)

(* Open takes effect when VPP grants the session; the copy is busy         *)
(* meanwhile, so the states before and after that are not visible.         *)
Open(w) ==
  /\ Allowed("open")
  /\ Live(w) /\ ~ForkInProgress(w) /\ IsFree(TableLock(w)) /\ FreeSlots(w) # {}
  /\ \E s \in Sessions \ connected :
       /\ copies' = [copies EXCEPT ![w][Lowest(FreeSlots(w))] = Private(s)]
       /\ connected' = connected \cup {s}
  /\ UNCHANGED <<processVars, elements, stack, holder, thread>>
  /\ Witnessed

(* LifeCycle.forkBegin takes effect when the index is taken. *)
ForkBegin(w) ==
  /\ Allowed("fork")
  /\ Live(w) /\ ~ForkInProgress(w) /\ IsFree(TableLock(w))
  /\ \E c \in Workers :
       /\ life[c] = "unborn"
       /\ life' = [life EXCEPT ![c] = "forking"]
       /\ parent' = [parent EXCEPT ![c] = w]
  /\ UNCHANGED <<sessionVars, holder, thread>>
  /\ Witnessed

(* Forking.complete, if the child has all sessions. *)
ForkComplete(c) ==
  /\ Allowed("fork")
  /\ IsBeingForked(c) /\ SlotsToShare(c) = {}
  /\ life' = [life EXCEPT ![c] = "live"]
  /\ UNCHANGED <<parent, sessionVars, holder, thread>>
  /\ Witnessed

(* LifeCycle.retire: from now on the parent of w is the parent of w's children. *)
Retire(w) ==
  /\ life' = [life EXCEPT ![w] = "unborn"]
  /\ parent' = [v \in Workers |-> IF v = w THEN NoWorker
                                  ELSE IF parent[v] = w THEN parent[w]
                                  ELSE parent[v]]
  /\ thread' = WorkerGone(w)

Exit(w) ==
  /\ Allowed("exit")
  /\ Live(w) /\ ~ForkInProgress(w) /\ IsFree(TableLock(w)) /\ UsedSlots(w) = {}
  /\ Retire(w)
  /\ UNCHANGED <<sessionVars, holder>>
  /\ Witnessed

CleanupComplete(c) ==
  /\ Allowed("cleanup")
  /\ \E w \in Workers : MayCleanUp(w, c)
  /\ UsedSlots(c) = {}
  /\ Retire(c)
  /\ UNCHANGED <<sessionVars, holder>>
  /\ Witnessed

(* LifeCycle.die: not while others rely on the state of the worker. *)
Die(w) ==
  /\ Allowed("die")
  /\ life[w] \in {"forking", "live"} /\ IsFree(TableLock(w)) /\ IsFree(LifeLock(w))
  /\ life' = [life EXCEPT ![w] = "dead"]
  /\ UNCHANGED <<parent, sessionVars, holder, thread>>
  /\ Witnessed

(***************************************************************************)
(* Specification                                                           *)
(***************************************************************************)

(* The operations that an idle thread may begin. *)
Begin(t) ==
  \/ BeginQuery(t)
  \/ BeginListening(t)
  \/ Allowed("close") /\ BeginClose(t)
  \/ Allowed("cleanup") /\ BeginCleanup(t)
  \/ Allowed("fork") /\ BeginShare(t)
  \/ Allowed("fork") /\ BeginComplete(t)

StepOfQuery(t) ==
  LET at == thread[t].at
  IN  CASE at = "ask: read the word"                 -> AskReadWord(t)
        [] at = "ask: read the stamp"                -> AskReadStamp(t)
        [] at = "ask: read whether it is subscribed" -> AskReadSubscribed(t)
        [] at = "ask: read the rest"                 -> AskReadRest(t)
        [] at = "ask: validate"                      -> AskValidate(t)
        [] at = "ask: look at the life"              -> AskLookAtLife(t)
        [] at = "ask: answer"                        -> AskAnswer(t)

StepOfLeaving(t) ==
  LET at == thread[t].at
  IN  CASE at = "leave: close the private session" -> LeavePrivate(t)
        [] at = "leave: unsubscribe"               -> LeaveUnsubscribe(t)
        [] at = "leave: pass on"                   -> LeavePassOn(t)
        [] at = "leave: begin to release"          -> LeaveBeginRelease(t)
        [] at = "leave: disconnect"                -> LeaveDisconnect(t)
        [] at = "leave: read the stack"            -> LeaveReadStack(t)
        [] at = "leave: push"                      -> LeavePush(t)
        [] at = "leave: remove the copy"           -> LeaveRemoveCopy(t)

StepOfListening(t) ==
  LET at == thread[t].at
  IN  CASE at = "listen: make the copy busy"      -> ListenAcquire(t)
        [] at = "listen: change the private copy" -> ListenPrivate(t)
        [] at = "listen: change the element"      -> ListenShared(t)

StepOfFork(t) ==
  LET at == thread[t].at
  IN  CASE at = "share: make the copy busy"  -> ShareAcquire(t)
        [] at = "share: subscribe"           -> ShareSubscribe(t)
        [] at = "share: read the stack"      -> ShareReadStack(t)
        [] at = "share: pop"                 -> SharePop(t)
        [] at = "share: fill in"             -> ShareFill(t)
        [] at = "share: publish"             -> SharePublish(t)
        [] at = "complete: hold"             -> CompleteHold(t)
        [] at = "complete: go live"          -> CompleteGoLive(t)
        [] at = "complete: end the hold"     -> CompleteEndHold(t)

Step(t) ==
  LET op == thread[t].does
  IN  CASE op = "nothing"              -> Begin(t)
        [] op \in Questions            -> StepOfQuery(t)
        [] op \in {"close", "cleanup"} -> StepOfLeaving(t)
        [] op \in ListenOperations     -> StepOfListening(t)
        [] OTHER                       -> StepOfFork(t)

StepAtOnce(w) ==
  \/ Open(w)
  \/ ForkBegin(w)
  \/ ForkComplete(w)
  \/ Exit(w)
  \/ CleanupComplete(w)
  \/ Die(w)

(* Initially the lowest index is on top. *)
Init ==
  \E root \in Workers :
    /\ life = [w \in Workers |-> IF w = root THEN "live" ELSE "unborn"]
    /\ parent = [w \in Workers |-> NoWorker]
    /\ copies = [w \in Workers |-> [i \in Slots |-> Free]]
    /\ elements = [i \in Indices |-> Unused]
    /\ stack = [top |-> 1, releasing |-> 0, held |-> FALSE,
                below |-> [i \in Indices |-> IF i < SharedCapacity THEN i + 1 ELSE NoIndex]]
    /\ connected = {}
    /\ holder = [l \in Locks |-> Nobody]
    /\ thread = [t \in Threads |-> Idle]
    /\ right = [t \in Threads |-> {}]

AtRest(t) == thread[t].at = "idle"

(* No worker is left: termination, not deadlock. *)
End ==
  /\ \A w \in Workers : life[w] \in {"unborn", "dead"}
  /\ \A t \in Threads : AtRest(t)
  /\ UNCHANGED protocol

Act(t) == Step(t) /\ Witnessed

Next ==
  \/ \E t \in Threads : Act(t)
  \/ \E w \in Workers : StepAtOnce(w)
  \/ End /\ UNCHANGED right

Spec == Init /\ [][Next]_vars

(***************************************************************************)
(* The wait-for graph. Tools evaluate Holds, Wanted and WaitsFor by name    *)
(* to explain a state: each specification of threads defines them.          *)
(***************************************************************************)

FreeIndexLock   == <<"free indices">>
CopyLock(w, i)  == <<"copy", w, i>>

(* The thread that has made the copy busy. *)
HasMadeBusy(t, w, slot) ==
  /\ thread[t].slot = slot
  /\ \/ thread[t].at = "listen: change the private copy" /\ thread[t].worker = w
     \/ /\ thread[t].at \in {"share: read the stack", "share: pop", "share: fill in",
                             "share: publish"}
        /\ thread[t].with = w

HoldsStack(t) == thread[t].at \in {"complete: go live", "complete: end the hold"}

Releases(t) == thread[t].at \in {"leave: disconnect", "leave: read the stack", "leave: push"}

(* The locks that t holds. *)
Holds(t) ==
  {l \in Locks : holder[l] = t}
  \cup {CopyLock(w, i) : <<w, i>> \in {pair \in Workers \X Slots : HasMadeBusy(t, pair[1], pair[2])}}
  \cup (IF stack.held /\ HoldsStack(t) THEN {FreeIndexLock} ELSE {})

(* The busy copy that t waits for. *)
WantedCopy(t) ==
  LET frame == thread[t]
      found == {CopyLock(frame.worker, i) : i \in FoundSlots(t)}
      isPrivate(slot) == copies[frame.worker][slot].kind = "private"
  IN  CASE frame.at = "ask: read the word" -> found
        [] frame.at = "listen: make the copy busy" ->
             {CopyLock(frame.worker, i) : i \in {j \in FoundSlots(t) : isPrivate(j)}}
        [] frame.at = "leave: close the private session" -> {CopyLock(frame.worker, frame.slot)}
        [] frame.at = "share: make the copy busy" -> {CopyLock(frame.with, frame.slot)}
        [] OTHER -> {}

(* Whether t needs a free index, or the certainty that there will be none. *)
WantsIndex(t) ==
  /\ stack.top = NoIndex
  /\ \/ thread[t].at = "share: read the stack" /\ ~NoneIsReleased
     \/ thread[t].at = "complete: hold"

(* The locks that t needs for its next step. *)
Wanted(t) ==
  WantedCopy(t)
  \cup (IF thread[t].at \in {"ask: read the stamp", "leave: unsubscribe", "listen: change the element",
                            "share: subscribe", "share: fill in"}
          THEN {ElementLock(thread[t].index)} ELSE {})
  \cup (IF thread[t].at = "leave: begin to release" \/ WantsIndex(t) THEN {FreeIndexLock} ELSE {})

(* The threads that block t; or the free indices, if a thread that is gone holds them. *)
WaitsFor(t) ==
  {u \in Threads : Wanted(t) \cap Holds(u) # {}}
  \cup {u \in Threads : WantsIndex(t) /\ Releases(u)}
  \cup {l \in Wanted(t) \cap {FreeIndexLock} : stack.held /\ \A u \in Threads : l \notin Holds(u)}

(***************************************************************************)
(* Refinement: the optimistic design implements SharedData.                *)
(***************************************************************************)

(* The step of SharedData that a step of t implements, at the              *)
(* linearization points documented in the Java design. All other steps     *)
(* implement none: they do not change mapped variables.                    *)
LeaveImplemented(t) ==
  IF thread[t].does = "cleanup"
    THEN Abstract!CleanupLeaveNext(thread[t].with, thread[t].worker)
    ELSE Abstract!Close(thread[t].worker, thread[t].session)

ListenImplemented(t) ==
  LET w == thread[t].worker
      s == thread[t].session
  IN  CASE thread[t].does = "listen"    -> Abstract!Listen(w, s, TRUE)
        [] thread[t].does = "accept"    -> Abstract!Accept(w, s, TRUE)
        [] thread[t].does = "epoll add" -> Abstract!EpollAdd(w, s, TRUE)
        [] thread[t].does = "epoll del" -> Abstract!EpollDel(w, s)
        [] thread[t].does = "notice"    -> Abstract!Acknowledge(w, s)

Implemented(t) ==
  LET at == thread[t].at
  IN  CASE at \in {"leave: close the private session", "leave: unsubscribe", "leave: pass on",
                   "leave: disconnect"} -> LeaveImplemented(t)
        [] at \in {"listen: change the private copy", "listen: change the element"} ->
             ListenImplemented(t)
        [] at \in {"share: subscribe", "share: pop"} -> Abstract!ForkShareNext(thread[t].worker)
        [] at = "complete: go live" -> Abstract!ForkComplete(thread[t].worker)
        [] OTHER -> FALSE

(* The steps that operations of one step implement: of a thread, only the identity of its worker    *)
(* changes.                                                                                         *)
ImplementedAtOnce(w) ==
  \/ \E s \in Sessions : Abstract!Open(w, s)
  \/ \E c \in Workers : Abstract!ForkBegin(w, c)
  \/ Abstract!ForkComplete(w)
  \/ Abstract!ExitComplete(w)
  \/ \E c \in Workers : Abstract!CleanupComplete(c, w)
  \/ Abstract!Die(w)

(* The observable behaviour is one of SharedData: this implies Abstract!Spec, and defines which      *)
(* of its steps each step here implements.                                                           *)
ImplementsSharedData ==
  /\ Abstract!Init
  /\ [][\/ UNCHANGED <<life, parent, copies, elements>>
             /\ \A t \in Threads : thread'[t].counts = thread[t].counts
        \/ /\ UNCHANGED <<life, parent>>
           /\ UNCHANGED <<AbstractPool, AbstractShared, AbstractNotices>>
        \/ \E t \in Threads : thread'[t].at # thread[t].at /\ Implemented(t)
        \/ /\ \A t \in Threads : thread'[t].at = thread[t].at
           /\ \E w \in Workers : ImplementedAtOnce(w)]_vars

(***************************************************************************)
(* Safety: invariants                                                      *)
(***************************************************************************)

IsFrame(frame) ==
  /\ DOMAIN frame = DOMAIN Idle
  /\ frame.at \in STRING /\ frame.does \in AllOperations \cup {"nothing", "share", "complete"}
  /\ frame.worker \in Workers \cup {NoWorker} /\ frame.with \in Workers \cup {NoWorker}
  /\ frame.session \in Sessions \cup {Free}
  /\ frame.slot \in Slots \cup {NoSlot} /\ frame.index \in Indices \cup {NoIndex}
  /\ {frame.current, frame.fresh, frame.same, frame.subscribed} \subseteq BOOLEAN
  /\ Len(frame.seen) \in {0, 3, 4}
  /\ frame.counts \in Elements \cup {Free}

(* Every variable holds a value of its type. *)
TypeOK ==
  /\ life \in [Workers -> Lives]
  /\ parent \in [Workers -> Workers \cup {NoWorker}]
  /\ copies \in [Workers -> [Slots -> Copies \cup {Free}]]
  /\ elements \in [Indices -> Elements \cup {Unused}]
  /\ stack.top \in Indices \cup {NoIndex} /\ stack.below \in [Indices -> Indices \cup {NoIndex}]
  /\ stack.releasing \in 0..SharedCapacity /\ stack.held \in BOOLEAN
  /\ connected \subseteq Sessions
  /\ holder \in [Locks -> Threads \cup {Nobody}]
  /\ \A t \in Threads : IsFrame(thread[t])
  /\ DOMAIN right = Threads

(* The result of a query was right at some time since the query began. *)
AnswersAreLinearizable ==
  \A t \in Threads : thread[t].at = "ask: answer" => thread[t].answer \in right[t]

RECURSIVE FreeFrom(_, _)
FreeFrom(i, n) == IF i = NoIndex \/ n = 0 THEN <<>> ELSE <<i>> \o FreeFrom(stack.below[i], n - 1)

(* Whether a thread is about to fill in or to free the element. *)
IsInHand(i) ==
  \E t \in Threads :
    /\ thread[t].index = i
    /\ thread[t].at \in {"share: fill in", "leave: begin to release", "leave: disconnect",
                         "leave: read the stack", "leave: push"}

(* Each index is exactly once on the stack, or in a used element, or in the hands of a thread. *)
IndicesAreKept ==
  LET free == FreeFrom(stack.top, SharedCapacity + 1)
  IN  /\ Len(free) = Cardinality(Range(free))
      /\ \A i \in Indices :
           Cardinality({x \in {1, 2, 3} :
             \/ x = 1 /\ i \in Range(free)
             \/ x = 2 /\ elements[i] # Unused
             \/ x = 3 /\ IsInHand(i)}) = 1

(* If threads are in operations, at least one of them can continue. *)
SomebodyGoesOn ==
  (\E t \in Threads : ~AtRest(t)) => \E t \in Threads : ~AtRest(t) /\ ENABLED Step(t)

(***************************************************************************)
(* Safety: properties of steps                                             *)
(***************************************************************************)

(* The outcomes "no room" and "sessions left to share" are right. *)
RefusalsAreRight ==
  [][\A t \in Threads :
       thread'[t].at = "idle" =>
         /\ thread[t].at = "share: read the stack" =>
              Abstract!ForkShareNextResult(thread[t].worker) = "no-capacity"
         /\ thread[t].at = "complete: hold" =>
              Abstract!ForkCompleteResult(thread[t].worker) = "sessions-to-share"]_vars

=============================================================================
