---------------------- MODULE TraceSharedDataGlobalLock ----------------------
(***************************************************************************)
(* Is what the threads of an implementation did a behaviour of             *)
(* SharedDataGlobalLock?  TraceRuns says how runs are gone through.        *)
(*                                                                         *)
(* An event is a record.  Its field k says what it is, t whose it is:      *)
(*   want  t wants the lock in the mode m for the call op of the worker w  *)
(*         on a, a session or a worker; runs need not have it              *)
(*   take  t takes the lock for the call                                   *)
(*   work  t does it, with the outcome o or the answer ans, and releases   *)
(*         the lock; els, cps and lives are the whole state then; attach,  *)
(*         detach, gone and tell are what the transport was told           *)
(* Any other event, such as an operation that has thrown, fits no step.    *)
(***************************************************************************)
EXTENDS SharedDataGlobalLock, TraceRuns

Range(sequence) == {sequence[i] : i \in DOMAIN sequence}

Slots == 1..SlotCapacity

Used(pools) == {<<w, i>> \in Workers \X Slots : pools[w][i] # Free}

Attached(pools) ==
  {<<p[1], pools[p[1]][p[2]].id>> : p \in {q \in Used(pools) : pools[q[1]][q[2]].listen = "listen"}}

Open(pools) == {pools[p[1]][p[2]].id : p \in Used(pools)}

(* <<worker, slot, id, index, listens, waits>> *)
CopiesFit(e) ==
  /\ Used(pool') = {<<x[1], x[2]>> : x \in e.cps}
  /\ \A x \in e.cps :
       LET copy == pool'[x[1]][x[2]]
       IN  copy.id = x[3] /\ (copy.listen # "none") = x[5] /\ copy.waits = x[6]

(* <<index, session, owner, subscribers, listeners, attached, notices>> *)
ElementFits(x) ==
  LET data == shared'[x[2]]
      copy(v) == CHOOSE c \in Range(pool'[v]) : c # Free /\ c.id = x[2]
  IN  /\ data # NotShared
      /\ data.owner = x[3] /\ data.subscribers = x[4] /\ notices'[x[3]][x[2]] = x[7]
      /\ \A v \in Range(x[4]) :
           /\ copy(v).waits = (v \in x[5])
           /\ (copy(v).listen = "listen") = (v \in x[6])

StateFits(e) ==
  /\ \A x \in e.lives : life'[x[1]] = x[2] /\ parent'[x[1]] = x[3]
  /\ CopiesFit(e)
  /\ {s \in Sessions : shared'[s] # NotShared} = {x[2] : x \in e.els}
  /\ \A x \in e.els : ElementFits(x)

Told(e) ==
  /\ Attached(pool') = (Attached(pool) \cup e.attach) \ e.detach
  /\ Open(pool) \ Open(pool') = e.gone
  /\ LET new == {<<s, shared'[s].owner>> :
                   s \in {r \in Sessions : /\ shared[r] # NotShared /\ shared'[r] # NotShared
                                           /\ shared[r].owner # shared'[r].owner}}
     IN  new = Range(e.tell) /\ Len(e.tell) = Cardinality(new)

(* VPP's answer is known when the call has returned. *)
CallsOf(e) ==
  {Call(e.op, e.w, IF e.op \in OnOther THEN e.a ELSE e.w,
        IF e.op \in OnSession \cup Attaching \cup {"owner"} THEN e.a ELSE Free, granted) :
     granted \in IF e.op \in Attaching THEN BOOLEAN ELSE {TRUE}}

Want(t, e) == IF e.m = "r" THEN WantToAsk(t) ELSE WantToChange(t)

Consume == Advance(calls)

(* TakeToChange with the call of the event; TLC would try all of Changes. *)
TakesToChange(t, e) ==
  /\ thread[t].at = "change: take the lock"
  /\ LockToChange(t)
  /\ \E call \in CallsOf(e) : Go(t, Frame("change: do it", call, ResultOf(call)))
  /\ UNCHANGED observed

FitsTake(t, e) ==
  IF thread[t].at = "idle" THEN Want(t, e) /\ UNCHANGED runVars
  ELSE /\ IF e.m = "r" THEN TakeToAsk(t) /\ thread'[t].call \in CallsOf(e)
          ELSE TakesToChange(t, e)
       /\ Consume

FitsWork(t, e) ==
  CASE thread[t].at = "change: do it" ->
         /\ thread[t].call \in CallsOf(e)
         /\ thread[t].seen = e.o
         /\ DoIt(t)
         /\ StateFits(e) /\ Told(e)
         /\ UNCHANGED runVars
    [] thread[t].at = "change: release the lock" -> Release(t) /\ Consume
    [] thread[t].at = "ask: read the owner" ->
         thread[t].call \in CallsOf(e) /\ Answer(t) = e.ans /\ ReadOwner(t) /\ Consume
    [] OTHER -> FALSE

TraceStep(e) ==
  CASE e.k = "want" -> Want(e.t, e) /\ Consume
    [] e.k = "take" -> FitsTake(e.t, e)
    [] e.k = "work" -> FitsWork(e.t, e)
    [] OTHER -> FALSE

TraceInit == Init /\ InitRun /\ life[Roots[run]] = "live"

TraceNext ==
  \/ ~AtEnd /\ \E e \in {Event} : TraceStep(e)
  \/ AtEnd /\ UNCHANGED <<vars, runVars>>

TraceSpec == TraceInit /\ [][TraceNext]_<<vars, runVars>>

=============================================================================
