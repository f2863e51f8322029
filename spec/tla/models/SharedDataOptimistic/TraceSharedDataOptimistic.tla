---------------------- MODULE TraceSharedDataOptimistic ----------------------
(***************************************************************************)
(* Is what the threads of an implementation did a behaviour of             *)
(* SharedDataOptimistic?  TraceRuns says how runs are gone through.        *)
(*                                                                         *)
(* An event is a record.  Its field k says what it is, t whose it is:      *)
(*   step  t takes the step that the field at names, for the call op of    *)
(*         the worker w on a, a session or a worker; "begin" begins the    *)
(*         operation, and "at once" is an operation of one step; els, cps, *)
(*         lives and free are what the step leaves; attach, detach, gone   *)
(*         and tell are what the transport was told                        *)
(*   end   the call has returned, a query with the answer ans              *)
(*   call, refused  a call without a step begins, and returns; or a query  *)
(*         that finds no copy of its session                               *)
(* Any other event, such as an operation that has thrown, fits no step.    *)
(***************************************************************************)
EXTENDS SharedDataOptimistic, TraceRuns

AttachedPairs(cps, els) ==
  {<<p[1], cps[p[1]][p[2]].id>> :
     p \in {q \in Workers \X Slots : cps[q[1]][q[2]] # Free /\ cps[q[1]][q[2]].listens}}
  \cup UNION {{<<w, els[i].session>> : w \in els[i].attached} : i \in Indices}

(* <<index, session, owner, subscribers, waiting, attached, notices>> *)
ElementFits(x) ==
  LET data == elements'[x[1]]
  IN  IF Len(x) = 1 THEN data = Unused
      ELSE /\ data # Unused
           /\ data.session = x[2] /\ data.owner = x[3] /\ data.subscribers = x[4]
           /\ data.waiting = x[5] /\ data.attached = x[6]
           /\ (data.notice # "none") = (x[7] > 0)

(* <<worker, slot, id, index, listens, waits>>; of a shared session the element says the rest. *)
CopyFits(x) ==
  LET copy == copies'[x[1]][x[2]]
  IN  IF Len(x) = 2 THEN copy = Free
      ELSE /\ copy # Free
           /\ copy.id = x[3] /\ copy.index = x[4]
           /\ x[4] = NoIndex => copy.listens = x[5] /\ copy.waits = x[6]

StateFits(e) ==
  /\ \A x \in e.els : ElementFits(x)
  /\ \A x \in e.cps : CopyFits(x)
  /\ \A x \in e.lives : life'[x[1]] = x[2] /\ parent'[x[1]] = x[3]
  /\ e.hasFree => FreeFrom(stack.top, SharedCapacity + 1)' = e.free

(* VPP was told what the step changes: connections, sessions, owners. *)
Told(e) ==
  /\ AttachedPairs(copies', elements') =
       (AttachedPairs(copies, elements) \cup e.attach) \ e.detach
  /\ connected \ connected' = e.gone
  /\ LET new == {<<elements[i].session, elements'[i].owner>> :
                   i \in {j \in Indices : /\ elements[j].session = elements'[j].session
                                          /\ elements[j].owner # elements'[j].owner}}
     IN  new = Range(e.tell) /\ Len(e.tell) = Cardinality(new)

(* w is refused op on a, with the outcome o: as SharedData says; or a query *)
(* of w finds no copy of a.                                                  *)
IsRight(w, op, a, o) ==
  CASE op = "open"               -> Abstract!OpenResult(w, a) = o
    [] op = "close"              -> Abstract!CloseResult(w, a) = o
    [] op = "unshare"            -> Abstract!UnshareResult(w, a) = o
    [] op = "acknowledge"        -> Abstract!AcknowledgeResult(w, a) = o
    [] op = "listen"             -> \E b \in BOOLEAN : Abstract!ListenResult(w, a, b) = o
    [] op = "accept"             -> \E b \in BOOLEAN : Abstract!AcceptResult(w, a, b) = o
    [] op = "epoll add"          -> \E b \in BOOLEAN : Abstract!EpollAddResult(w, a, b) = o
    [] op = "epoll del"          -> Abstract!EpollDelResult(w, a) = o
    [] op = "fork begin"         -> Abstract!ForkBeginResult(w, a) = o
    [] op = "fork share next"    -> Abstract!ForkShareNextResult(w) = o
    [] op = "fork complete"      -> Abstract!ForkCompleteResult(w) = o
    [] op = "exit leave next"    -> Abstract!ExitLeaveNextResult(w) = o
    [] op = "exit complete"      -> Abstract!ExitCompleteResult(w) = o
    [] op = "die"                -> Abstract!DieResult(w) = o
    [] op = "cleanup leave next" -> Abstract!CleanupLeaveNextResult(w, a) = o
    [] op = "cleanup complete"   -> Abstract!CleanupCompleteResult(w, a) = o
    [] op \in Questions          ->
         o = "unknown-session" /\ \A i \in Slots : copies[w][i] # Free => copies[w][i].id # a
    [] OTHER -> FALSE

Now == CallsNow(IsRight)

Consume == Advance(Now)

Opens(w, s) ==
  \E i \in Slots : copies[w][i] = Free /\ copies'[w][i] # Free /\ copies'[w][i].id = s

AtOnce(e) ==
  CASE e.op = "open"             -> Open(e.w) /\ Opens(e.w, e.a)
    [] e.op = "fork begin"       -> ForkBegin(e.w) /\ life[e.a] = "unborn" /\ life'[e.a] = "forking"
    [] e.op = "fork complete"    -> ForkComplete(e.w)
    [] e.op = "exit complete"    -> Exit(e.w)
    [] e.op = "cleanup complete" -> MayCleanUp(e.w, e.a) /\ CleanupComplete(e.a)
    [] e.op = "die"              -> Die(e.w)
    [] OTHER -> FALSE

(* The name of a call that the specification calls otherwise. *)
OperationOf(op) == IF op = "acknowledge" THEN "notice" ELSE op

Begins(t, e) ==
  LET f == thread'[t]
  IN  CASE e.op \in {"close", "unshare"} -> BeginClose(t) /\ f.worker = e.w /\ f.session = e.a
        [] e.op = "exit leave next" ->
             BeginClose(t) /\ f.worker = e.w /\ f.slot = Lowest(UsedSlots(e.w))
        [] e.op = "cleanup leave next" -> BeginCleanup(t) /\ f.worker = e.a /\ f.with = e.w
        [] e.op = "fork share next" -> BeginShare(t) /\ f.worker = e.w
        [] e.op = "fork complete" -> BeginComplete(t) /\ f.worker = e.w
        [] e.op \in Questions ->
             /\ BeginQuery(t)
             /\ f.does = e.op /\ f.worker = e.w /\ f.session = e.a /\ f.with = e.other
        [] OTHER ->
             BeginListening(t) /\ f.does = OperationOf(e.op) /\ f.worker = e.w /\ f.session = e.a

FitsStep(t, e) ==
  /\ CASE e.at = "at once" -> AtOnce(e)
       [] e.at = "begin"   -> thread[t].at = "idle" /\ Begins(t, e) /\ Witnessed
       [] OTHER            -> thread[t].at = e.at /\ Act(t)
  /\ StateFits(e)
  /\ Told(e)
  /\ Consume

(* Without something to tell a query need not look at the life of its worker. *)
LooksNot(t) ==
  thread[t].at = "ask: look at the life" /\ thread[t].answer = NothingToTell(thread[t].does)

FitsEnd(t, e) ==
  CASE LooksNot(t) -> Act(t) /\ UNCHANGED runVars
    [] thread[t].at = "ask: answer" ->
         thread[t].does = e.op /\ thread[t].answer = e.ans /\ Act(t) /\ Consume
    [] thread[t].at = "idle" -> e.op \notin Questions /\ UNCHANGED vars /\ Consume
    [] OTHER -> FALSE

TraceStep(e) ==
  CASE e.k = "step" -> FitsStep(e.t, e)
    [] e.k = "end"  -> FitsEnd(e.t, e)
    [] e.k = "call" -> BeginsCall(e, e.w, Now) /\ UNCHANGED vars
    [] e.k = "refused" -> ReturnsRefused(e, Now) /\ UNCHANGED vars
    [] OTHER -> FALSE

TraceInit == Init /\ InitRun /\ life[Roots[run]] = "live"

TraceNext ==
  \/ ~AtEnd /\ \E e \in {Event} : TraceStep(e)
  \/ AtEnd /\ UNCHANGED <<vars, runVars>>

TraceSpec == TraceInit /\ [][TraceNext]_<<vars, runVars>>

=============================================================================
