------------------------ MODULE TraceSharedDataLocking ------------------------
(***************************************************************************)
(* Is what the threads of an implementation did a behaviour of             *)
(* SharedDataLocking?  TraceRuns says how runs are gone through.           *)
(*                                                                         *)
(* An event is a record.  Its field k says what it is, t whose it is:      *)
(*   take  t takes the lock l in the mode m, and begins the operation op   *)
(*         on a, a session or a worker, if it is at rest                   *)
(*   work  t works for its operation op on a, and releases all of its      *)
(*         locks but held; els, cps, lives and free are what the released locks guarded then; attach,      *)
(*         detach, gone and tell are what the transport was told           *)
(*   end   the operation has returned                                      *)
(*   die   the worker of t is killed                                       *)
(*   call  the call number c of t, of the operation op on a, begins; it    *)
(*         will be refused with the outcome o                              *)
(*   refused  the call number c returns                                    *)
(* Any other event, such as an operation that has thrown, fits no step.    *)
(***************************************************************************)
EXTENDS SharedDataLocking, TraceRuns

VARIABLE
  idle    \* the threads whose operation finds nothing to do, and so changes nothing

traceVars == <<run, next, idle, calls>>

HeldBy(locks, t) ==
  {<<l, "w">> : l \in {m \in Locks : locks[m].writer = t}}
  \cup {<<l, "r">> : l \in {m \in Locks : t \in locks[m].readers}}

Attached(cps) ==
  {p \in Workers \X Sessions :
     \E i \in Slots : cps[p[1]][i] # Free /\ cps[p[1]][i].id = p[2] /\ cps[p[1]][i].listen = "listen"}

Used(cps) ==
  {s \in Sessions : \E w \in Workers, i \in Slots :
     cps[w][i] # Free /\ cps[w][i].listen # "closed" /\ cps[w][i].id = s}

(* Does an element look as recorded?  <<index, session, owner, subscribers, *)
(* listeners, attached, notices>>                                           *)
ElementFits(x, els, cps, ns) ==
  LET e == els[x[1]]
  IN  IF Len(x) = 1 THEN e = Free
      ELSE /\ e # Free
           /\ e.session = x[2] /\ e.owner = x[3] /\ e.subscribers = x[4] /\ e.listeners = x[5]
           /\ ns[e.owner][e.session] = x[7]
           /\ \A v \in Range(e.subscribers) :
                \A i \in Slots :
                  cps[v][i] # Free /\ cps[v][i].id = e.session /\ cps[v][i].listen # "closed" =>
                    /\ (cps[v][i].listen = "listen") = (v \in x[6])
                    /\ cps[v][i].waits = (v \in x[5])

(* Does a copy?  <<worker, slot, id, index, listens, waits>>; of a shared   *)
(* session the element says who waits.                                      *)
CopyFits(x, cps) ==
  LET copy == cps[x[1]][x[2]]
  IN  IF Len(x) = 2 THEN copy = Free
      ELSE /\ copy # Free
           /\ copy.id = x[3] /\ copy.index = x[4]
           /\ (copy.listen \in {"listen", "passive"}) = x[5]
           /\ copy.index = NoIndex => copy.waits = x[6]

StateFits(e, lf, pt, cps, els, free, ns) ==
  /\ \A x \in e.els : ElementFits(x, els, cps, ns)
  /\ \A x \in e.cps : CopyFits(x, cps)
  /\ \A x \in e.lives : lf[x[1]] = x[2] /\ pt[x[1]] = x[3]
  /\ e.hasFree => free = e.free

Told(e) ==
  /\ Attached(copies') = (Attached(copies) \cup e.attach) \ e.detach
  /\ Used(copies) \ Used(copies') = e.gone
  /\ LET new == {p \in Sessions \X Workers : notices'[p[2]][p[1]] > notices[p[2]][p[1]]}
     IN  new = Range(e.tell) /\ Len(e.tell) = Cardinality(new)

NothingTold(e) == e.attach = {} /\ e.detach = {} /\ e.gone = {} /\ e.tell = <<>>

(***************************************************************************)
(* Refusals. They are no steps. Each must have been right in some state    *)
(* between call and return.                                                *)
(***************************************************************************)

OpenCopies(w, s) == {i \in Slots : IsOpen(w, i) /\ copies[w][i].id = s}

(* The copy of s is such as the outcome says. *)
RightForCopy(w, s, op, o) ==
  IF o = "unknown-session" THEN OpenCopies(w, s) = {}
  ELSE \E i \in OpenCopies(w, s) :
         LET copy == copies[w][i]
         IN  CASE o = "not-subscribed"    -> IsPrivate(w, i)
               [] o = "no-notice"         -> IsPrivate(w, i) \/ notices[w][s] = 0
               [] o = "already-listening" -> copy.listen # "none"
               [] o = "not-listening"     -> copy.listen = "none"
               [] o = "not-added"         -> ~copy.waits
               [] o = "listen-failed"     ->
                    copy.listen = IF op = "listen" THEN "none" ELSE "passive"
               [] OTHER -> FALSE

RightForOpen(w, s, o) ==
  CASE o = "no-capacity"    -> FreeSlots(w) = {}
    [] o = "session-exists" -> InUse(s)
    [] OTHER -> FALSE

RightForCleanup(w, c, o) ==
  CASE o = "worker-not-dead"   -> life[c] # "dead"
    [] o = "not-its-child"     -> life[c] = "dead" /\ parent[c] \notin {w, NoWorker}
    [] o = "fork-in-progress"  -> life[c] = "dead" /\ ForkInProgress(c)
    [] o = "nothing-to-leave"  -> life[c] = "dead" /\ UsedSlots(c) = {}
    [] o = "sessions-to-leave" -> life[c] = "dead" /\ UsedSlots(c) # {}
    [] OTHER -> FALSE

RightForChild(c, o) ==
  CASE o = "not-forking"      -> life[c] # "forking"
    [] o = "nothing-to-share" -> life[c] = "forking" /\ SlotsToShare(parent[c], c) = {}
    [] OTHER -> FALSE

RightForExit(w, o) ==
  CASE o = "nothing-to-leave"  -> UsedSlots(w) = {}
    [] o = "sessions-to-leave" -> UsedSlots(w) # {}
    [] OTHER -> FALSE

(* w is refused op on a, with the outcome o. *)
IsRight(w, op, a, o) ==
  CASE op = "be forked" -> RightForChild(w, o)
    [] o = "worker-not-live" -> ~Live(w)
    [] op = "cleanup" -> RightForCleanup(w, a, o)
    [] op \in {"open", "close", "fork", "exit"} /\ o = "fork-in-progress" -> Live(w) /\ Frozen(w)
    [] op = "open"  -> Live(w) /\ RightForOpen(w, a, o)
    [] op = "close" -> Live(w) /\ o \in {"unknown-session", "not-subscribed"} /\ RightForCopy(w, a, op, o)
    [] op = "fork"  -> Live(w) /\ o = "worker-exists" /\ life[a] # "unborn"
    [] op = "exit"  -> Live(w) /\ RightForExit(w, o)
    [] op = "notice" -> Live(w) /\ o \in {"unknown-session", "no-notice"} /\ RightForCopy(w, a, op, o)
    [] op = "listen" ->
         Live(w) /\ o \in {"unknown-session", "already-listening", "listen-failed"}
         /\ RightForCopy(w, a, op, o)
    [] op \in {"accept", "epoll add"} ->
         Live(w) /\ o \in {"unknown-session", "not-listening", "listen-failed"}
         /\ RightForCopy(w, a, op, o)
    [] op = "epoll del" ->
         Live(w) /\ o \in {"unknown-session", "not-added"} /\ RightForCopy(w, a, op, o)
    [] OTHER -> FALSE

Now == CallsNow(IsRight)

Consume == Advance(Now)

FitsCall(t, e) == BeginsCall(e, t[1], Now) /\ UNCHANGED <<vars, idle>>

FitsRefusal(e) == ReturnsRefused(e, Now) /\ UNCHANGED <<vars, idle>>

(* What begins is what the event says: a session, or a worker. *)
Begins(t, e) ==
  LET f == thread'[t]
  IN  /\ f.op = e.op
      /\ CASE e.op = "fork" -> f.with = e.a
           [] e.op = "cleanup" -> f.with = e.a
           [] e.op \in {"open", "exit", "be forked"} -> TRUE
           [] OTHER -> copies[t[1]][f.slot].id = e.a

ListeningOps == {"listen", "accept", "epoll add", "epoll del"}

FindsNothing(t, e) ==
  /\ thread[t].at = "idle" /\ e.op \in ListeningOps
  /\ \E i \in Slots : /\ IsOpen(t[1], i) /\ copies[t[1]][i].id = e.a
                      /\ ~HasSomethingToDo(e.op, copies[t[1]][i])

FitsTake(t, e) ==
  IF t \in idle THEN UNCHANGED <<vars, idle>> /\ Consume
  ELSE IF FindsNothing(t, e)
    THEN UNCHANGED vars /\ idle' = idle \cup {t} /\ Consume
  ELSE
  /\ Step(t)
  /\ HeldBy(lock', t) = HeldBy(lock, t) \cup {<<e.l, e.m>>}
  /\ lock' # lock
  /\ (thread[t].at = "idle" => Begins(t, e))
  /\ UNCHANGED idle
  /\ Consume

(* What is opened, if anything, is what was asked for. *)
Opens(w, s) ==
  \A i \in Slots : copies[w][i] = Free /\ copies'[w][i] # Free => copies'[w][i].id = s

FitsWork(t, e) ==
  IF t \in idle
    THEN /\ UNCHANGED <<vars, idle>> /\ Consume
         /\ StateFits(e, life, parent, copies, elements, freeIndices, notices)
         /\ NothingTold(e)
    ELSE /\ Step(t)
         /\ HeldBy(lock', t) = e.held
         /\ e.op = "open" => Opens(t[1], e.a)
         /\ StateFits(e, life', parent', copies', elements', freeIndices', notices')
         /\ Told(e)
         /\ UNCHANGED idle
         /\ Consume

(* An exit goes on; a child has more to do; who forks waits. *)
Returned(t) ==
  thread[t].at \in {"idle", "absent", "exit: go on", "exit: lock the life cycle",
                    "fork: wait for the child",
                    "share: lock the life cycle", "complete: lock the life cycle"}

FitsEnd(t) ==
  /\ Returned(t)
  /\ HeldBy(lock, t) = {}
  /\ idle' = idle \ {t}
  /\ UNCHANGED vars
  /\ Consume

FitsDeath(w, e) ==
  /\ Die(w)
  /\ StateFits(e, life', parent', copies', elements', freeIndices', notices')
  /\ NothingTold(e)
  /\ idle' = {t \in idle : t[1] # w}
  /\ Consume

(* A thread that the specification does not know yet appears. *)
AppearFirst(t) == Appear(t) /\ UNCHANGED traceVars

(* An exit is two calls for each session. The first one was refused, since  *)
(* its worker did not live, or forked; then the second one may be not.      *)
ExitsLater(t, e) ==
  thread[t].at \in {"idle", "exit: go on"} /\ e.k = "take" /\ e.op = "exit" /\ e.l = LifeLock

GoOnWithExit(t) ==
  /\ Start(t, Frame("exit", "exit: lock the life cycle", NoSlot, NoWorker))
  /\ UNCHANGED <<workerVars, sessionVars, lock, faultVars>>
  /\ UNCHANGED traceVars

TraceStep(e) ==
  LET t == e.t
  IN  IF thread[t].at = "absent" /\ e.k = "take" THEN AppearFirst(t)
      ELSE IF ExitsLater(t, e) THEN GoOnWithExit(t)
      ELSE CASE e.k = "take" -> FitsTake(t, e)
             [] e.k = "work" -> FitsWork(t, e)
             [] e.k = "end"  -> FitsEnd(t)
             [] e.k = "die"  -> FitsDeath(t[1], e)
             [] e.k = "call" -> FitsCall(t, e)
             [] e.k = "refused" -> FitsRefusal(e)
             [] OTHER -> FALSE

AnyName == CHOOSE n \in ThreadNames : TRUE

TraceInit ==
  /\ Init
  /\ InitRun
  /\ thread[<<Roots[run], AnyName>>] = Idle
  /\ idle = {}

(* So a state without a step has an event that fits none. *)
TraceNext ==
  \/ ~AtEnd /\ \E e \in {Event} : TraceStep(e)
  \/ AtEnd /\ UNCHANGED <<vars, traceVars>>

TraceSpec == TraceInit /\ [][TraceNext]_<<vars, traceVars>>

NoFault == fault = "none"

===============================================================================
