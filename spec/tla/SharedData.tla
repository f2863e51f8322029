------------------------------ MODULE SharedData ------------------------------
(***************************************************************************)
(* The workers of one VLS application share network sessions: subscribe,   *)
(* unshare and change of owner, each as one atomic step.                   *)
(*                                                                         *)
(* A worker is a forked process. It has a private pool of sessions, which  *)
(* a fork copies to the child. All copies of one session refer to one      *)
(* element of shared data: its owner, its subscribers in order, and its    *)
(* listeners. This module has no locks; SharedDataLocking has the locks of *)
(* the C code, and refines it.                                             *)
(*                                                                         *)
(* Source: FD.io VPP, "vcl: refactor vls to minimize lock usage",          *)
(* https://github.com/FDio/vpp/blob/243edd5ffe5cb62be5fe806a33026a7bdfca499f/src/vcl/vcl_locked.c *)
(* The comment at each action names the C function it models. Where the C  *)
(* code is known to be wrong, this module has the correct behaviour.       *)
(*                                                                         *)
(* Run: linearizability/cli/vls check SharedData_2w1s                      *)
(*                                                                         *)
(* Every operation is total. For an operation Op(args) there is            *)
(*   - OpResult(args), its outcome in the current state, a string, and     *)
(*   - the action Op(args), enabled if and only if the state changes.      *)
(* A rejected operation, or one without effect, leaves the state unchanged *)
(* and has only an outcome.                                                *)
(*                                                                         *)
(* One module: each property is read beside the actions it is about, and   *)
(* the Java twin, ReferenceSharedSessions, has the same order.             *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Workers,         \* worker indices
  Sessions,        \* identities of network sessions (VPP's session handles)
  Listenable,      \* sessions on which VPP allows a worker to listen
  SlotCapacity,    \* capacity of a worker's private pool, in sessions
  SharedCapacity,  \* capacity of the pool of shared data, in elements
  NoWorker,        \* "no worker"
  Free,            \* "this slot of a private pool is free"
  NotShared        \* "this session has no shared data"

ASSUME SlotCapacity \in Nat \ {0} /\ SharedCapacity \in Nat
ASSUME Listenable \subseteq Sessions
ASSUME NoWorker \notin Workers

VARIABLES
  life,     \* worker |-> its lifecycle state
  parent,   \* worker |-> the worker that forked or adopted it, or NoWorker
  pool,     \* worker |-> slot |-> its private copy of a session, or Free
  shared,   \* session |-> its shared data, or NotShared
  notices   \* worker |-> session |-> number of unread "you own it now" notices

vars == <<life, parent, pool, shared, notices>>

Slots == 1..SlotCapacity

(* "dead": killed, without leaving its sessions. *)
Lives == {"unborn", "forking", "live", "dead"}

(* "passive" is LISTEN_NO_MQ: a copy of a listener without a listener in VPP. *)
ListenStates == {"none", "listen", "passive"}

(* waits: the worker wants connections, by accept or epoll. As in VLS the  *)
(* two are one: EpollDel also takes back an Accept.                        *)
SessionCopies == [id : Sessions, listen : ListenStates, waits : BOOLEAN]

SharedDatas == [owner       : Workers,
                subscribers : UNION {[1..n -> Workers] : n \in 0..Cardinality(Workers)},
                listeners   : SUBSET Workers]

(***************************************************************************)
(* Reading the state                                                       *)
(***************************************************************************)

Range(sequence) == {sequence[i] : i \in DOMAIN sequence}

HoldsAt(w, i, s) == pool[w][i] # Free /\ pool[w][i].id = s
Holds(w, s)      == \E i \in Slots : HoldsAt(w, i, s)
SlotOf(w, s)     == CHOOSE i \in Slots : HoldsAt(w, i, s)
Copy(w, s)       == pool[w][SlotOf(w, s)]
Holders(s)       == {w \in Workers : Holds(w, s)}

UsedSlots(w) == {i \in Slots : pool[w][i] # Free}
FreeSlots(w) == {i \in Slots : pool[w][i] = Free}
Lowest(slots) == CHOOSE i \in slots : \A j \in slots : i <= j

IsShared(s)      == shared[s] # NotShared
Subscribers(s)   == IF IsShared(s) THEN Range(shared[s].subscribers) ELSE {}
IsListener(w, s) == IsShared(s) /\ w \in shared[s].listeners
SharedCount      == Cardinality({s \in Sessions : IsShared(s)})

Live(w)           == life[w] = "live"
ForkInProgress(w) == \E c \in Workers : life[c] = "forking" /\ parent[c] = w

(***************************************************************************)
(* Leaving a session: common to close, unshare, exit and cleanup           *)
(***************************************************************************)

(* vec_del1: the last subscriber moves into the gap. *)
Removed(subscribers, w) ==
  LET last == Len(subscribers)
  IN  [i \in 1..(last - 1) |->
         IF subscribers[i] = w THEN subscribers[last] ELSE subscribers[i]]

(* When the owner leaves, the first remaining subscriber inherits. *)
OwnerAfter(owner, w, rest) == IF owner = w THEN Head(rest) ELSE owner

(* The shared data after w has left; NotShared after the last subscriber.  *)
SharedAfter(data, w) ==
  LET rest == Removed(data.subscribers, w)
  IN  IF rest = <<>> THEN NotShared
      ELSE [owner       |-> OwnerAfter(data.owner, w, rest),
            subscribers |-> rest,
            listeners   |-> data.listeners \ {w}]

(* Exactly one notice goes to a new owner; w no longer reads its own. *)
NoticesAfter(w, s, data) ==
  LET withoutMine == [notices EXCEPT ![w][s] = 0]
  IN  IF data # NotShared /\ data.owner # shared[s].owner
        THEN [withoutMine EXCEPT ![data.owner][s] = @ + 1]
        ELSE withoutMine

LeaveResult(w, s) ==
  IF ~IsShared(s) THEN "closed"
  ELSE IF Len(shared[s].subscribers) = 1 THEN "last-closed"
  ELSE IF shared[s].owner = w THEN "owner-changed"
  ELSE "unshared"

(* Removes w's copy of s, and w from the shared data. *)
Leave(w, s) ==
  LET data == IF IsShared(s) THEN SharedAfter(shared[s], w) ELSE NotShared
  IN  /\ pool' = [pool EXCEPT ![w][SlotOf(w, s)] = Free]
      /\ shared' = [shared EXCEPT ![s] = data]
      /\ notices' = NoticesAfter(w, s, data)
      /\ UNCHANGED <<life, parent>>

(* The first session of w in pool order. *)
NextToLeave(w) == pool[w][Lowest(UsedSlots(w))].id

(***************************************************************************)
(* Sessions of one worker                                                  *)
(***************************************************************************)

(* Outcome of the checks common to all operations of a worker on a session. *)
NoSuchSession(w, s) ==
  IF ~Live(w) THEN "worker-not-live"
  ELSE IF ~Holds(w, s) THEN "unknown-session"
  ELSE "none"

(* The sessions of a worker do not change while it forks. *)
NoChangeOfPool(w) ==
  IF ~Live(w) THEN "worker-not-live"
  ELSE IF ForkInProgress(w) THEN "fork-in-progress"
  ELSE "none"

OpenResult(w, s) ==
  IF NoChangeOfPool(w) # "none" THEN NoChangeOfPool(w)
  ELSE IF FreeSlots(w) = {} THEN "no-capacity"
  ELSE IF Holders(s) # {} THEN "session-exists"
  ELSE "opened"

(* vls_alloc: a new private session. VPP names it; the private pool        *)
(* assigns the lowest free slot, which only its owner and its forks can    *)
(* observe.                                                                *)
Open(w, s) ==
  /\ OpenResult(w, s) = "opened"
  /\ pool' = [pool EXCEPT ![w][Lowest(FreeSlots(w))] =
                [id |-> s, listen |-> "none", waits |-> FALSE]]
  /\ UNCHANGED <<life, parent, shared, notices>>

CloseResult(w, s) ==
  IF NoChangeOfPool(w) # "none" THEN NoChangeOfPool(w)
  ELSE IF ~Holds(w, s) THEN "unknown-session"
  ELSE LeaveResult(w, s)

(* vls_close: unshares a shared session, closes a private one. *)
Close(w, s) ==
  /\ CloseResult(w, s) \in {"closed", "last-closed", "owner-changed", "unshared"}
  /\ Leave(w, s)

UnshareResult(w, s) ==
  IF NoChangeOfPool(w) # "none" THEN NoChangeOfPool(w)
  ELSE IF ~Holds(w, s) THEN "unknown-session"
  ELSE IF w \notin Subscribers(s) THEN "not-subscribed"
  ELSE LeaveResult(w, s)

(* vls_unshare_session: leaves a shared session; rejects a private one. *)
Unshare(w, s) ==
  /\ UnshareResult(w, s) \in {"last-closed", "owner-changed", "unshared"}
  /\ Leave(w, s)

AcknowledgeResult(w, s) ==
  IF NoSuchSession(w, s) # "none" THEN NoSuchSession(w, s)
  ELSE IF notices[w][s] = 0 THEN "no-notice"
  ELSE "told"

(* vcl_session_worker_update_reply_handler: the new owner reads its notice. *)
Acknowledge(w, s) ==
  /\ AcknowledgeResult(w, s) = "told"
  /\ notices' = [notices EXCEPT ![w][s] = @ - 1]
  /\ UNCHANGED <<life, parent, pool, shared>>

(***************************************************************************)
(* Listening. attached is VPP's reply to the request to listen. *)
(***************************************************************************)

(* The owner listens, does not wait for connections, and must stop. *)
MustStop(owner, w, listeners) == owner # w /\ owner \notin listeners

(* The copy of an owner after it has become passive. *)
Stopped(copy) == IF copy.listen = "listen" THEN [copy EXCEPT !.listen = "passive"] ELSE copy

(* The listeners after w has attached. *)
ListenersWith(listeners, w) == listeners \cup {w}

(* From now on w waits for connections on the listener s. A passive copy   *)
(* attaches, and stops an owner that does not wait for connections.        *)
Wait(w, s) ==
  LET waiting  == [id |-> s, listen |-> "listen", waits |-> TRUE]
      withMine == [pool EXCEPT ![w][SlotOf(w, s)] = waiting]
      owner    == shared[s].owner
      stop     == /\ Copy(w, s).listen = "passive"
                  /\ MustStop(owner, w, shared[s].listeners)
  IN  /\ pool' = IF stop THEN [withMine EXCEPT ![owner][SlotOf(owner, s)] = Stopped(@)]
                         ELSE withMine
      /\ shared' = IF IsShared(s)
                     THEN [shared EXCEPT ![s].listeners = ListenersWith(@, w)]
                     ELSE shared
      /\ UNCHANGED <<life, parent, notices>>

ListenResult(w, s, attached) ==
  IF NoSuchSession(w, s) # "none" THEN NoSuchSession(w, s)
  ELSE IF Copy(w, s).listen # "none" THEN "already-listening"
  ELSE IF ~attached \/ s \notin Listenable THEN "listen-failed"
  ELSE "listening"

(* vls_listen. A worker that listens on an already shared session need not *)
(* be the owner; then it is not stopped, since the rule is about owners.   *)
Listen(w, s, attached) ==
  /\ ListenResult(w, s, attached) = "listening"
  /\ pool' = [pool EXCEPT ![w][SlotOf(w, s)].listen = "listen"]
  /\ UNCHANGED <<life, parent, shared, notices>>

AcceptResult(w, s, attached) ==
  IF NoSuchSession(w, s) # "none" THEN NoSuchSession(w, s)
  ELSE IF Copy(w, s).listen = "none" THEN "not-listening"
  ELSE IF Copy(w, s).listen = "passive" /\ ~attached THEN "listen-failed"
  ELSE "accepting"

(* vls_accept, vls_mp_checks: accept means interest in connections. *)
Accept(w, s, attached) ==
  /\ AcceptResult(w, s, attached) = "accepting"
  /\ ~Copy(w, s).waits
  /\ Wait(w, s)

EpollAddResult(w, s, attached) ==
  IF NoSuchSession(w, s) # "none" THEN NoSuchSession(w, s)
  ELSE IF Copy(w, s).listen = "passive" /\ ~attached THEN "listen-failed"
  ELSE "added"

(* vls_epoll_ctl (EPOLL_CTL_ADD), vls_mp_checks: so does epoll. Adding a   *)
(* session that does not listen yet is no interest in connections, and     *)
(* changes nothing here.                                                   *)
EpollAdd(w, s, attached) ==
  /\ EpollAddResult(w, s, attached) = "added"
  /\ Copy(w, s).listen # "none" /\ ~Copy(w, s).waits
  /\ Wait(w, s)

EpollDelResult(w, s) ==
  IF NoSuchSession(w, s) # "none" THEN NoSuchSession(w, s)
  ELSE IF ~Copy(w, s).waits THEN "not-added"
  ELSE "removed"

(* vls_epoll_ctl (EPOLL_CTL_DEL), vls_listener_wrk_stop_listen: a listener *)
(* of a shared session stops. A private one continues to listen, since no  *)
(* other worker would get its connections; the C code stops it.            *)
EpollDel(w, s) ==
  /\ EpollDelResult(w, s) = "removed"
  /\ pool' = [pool EXCEPT ![w][SlotOf(w, s)] =
                [id     |-> s,
                 listen |-> IF IsShared(s) THEN "passive" ELSE "listen",
                 waits  |-> FALSE]]
  /\ shared' = IF IsShared(s) THEN [shared EXCEPT ![s].listeners = @ \ {w}] ELSE shared
  /\ UNCHANGED <<life, parent, notices>>

(***************************************************************************)
(* Fork: begin, share the next session, complete. Not one step: other      *)
(* workers may act between two shares, and a child that has subscribed to  *)
(* a session may become its owner before its fork is complete.             *)
(***************************************************************************)

ForkBeginResult(p, c) ==
  IF NoChangeOfPool(p) # "none" THEN NoChangeOfPool(p)
  ELSE IF life[c] # "unborn" THEN "worker-exists"
  ELSE "fork-begun"

(* vls_app_fork_child_handler, vls_worker_alloc. *)
ForkBegin(p, c) ==
  /\ ForkBeginResult(p, c) = "fork-begun"
  /\ life' = [life EXCEPT ![c] = "forking"]
  /\ parent' = [parent EXCEPT ![c] = p]
  /\ UNCHANGED <<pool, shared, notices>>

(* The parent's pool does not change, so the child's pool is a prefix of it. *)
SlotsToShare(c) == UsedSlots(parent[c]) \ UsedSlots(c)

NextToShare(c) == pool[parent[c]][Lowest(SlotsToShare(c))]

(* The first share of a session needs a new element of shared data. *)
NoElementFor(s) == ~IsShared(s) /\ SharedCount >= SharedCapacity

(* The child's copy; the copy of a listener is passive. *)
ChildCopy(copy) ==
  [id     |-> copy.id,
   listen |-> IF copy.listen = "none" THEN "none" ELSE "passive",
   waits  |-> FALSE]

(* The parent owns a session at its first share, and its interest in       *)
(* connections from before counts.                                         *)
FirstShared(p, c, copy) ==
  [owner       |-> p,
   subscribers |-> <<p, c>>,
   listeners   |-> IF copy.waits THEN {p} ELSE {}]

ForkShareNextResult(c) ==
  IF life[c] # "forking" THEN "not-forking"
  ELSE IF SlotsToShare(c) = {} THEN "nothing-to-share"
  ELSE IF NoElementFor(NextToShare(c).id) THEN "no-capacity"
  ELSE IF IsShared(NextToShare(c).id) THEN "subscribed"
  ELSE "first-shared"

(* vls_share_session: shares one session of the parent, in pool order. *)
ForkShareNext(c) ==
  /\ ForkShareNextResult(c) \in {"subscribed", "first-shared"}
  /\ LET p    == parent[c]
         copy == NextToShare(c)
     IN  /\ pool' = [pool EXCEPT ![c][Lowest(SlotsToShare(c))] = ChildCopy(copy)]
         /\ shared' = [shared EXCEPT ![copy.id] =
                         IF @ = NotShared THEN FirstShared(p, c, copy)
                         ELSE [@ EXCEPT !.subscribers = Append(@, c)]]
  /\ UNCHANGED <<life, parent, notices>>

(* Without room for an element the child gets none of the remaining        *)
(* sessions, not even those already shared.                                *)
ForkCompleteResult(c) ==
  IF life[c] # "forking" THEN "not-forking"
  ELSE IF SlotsToShare(c) = {} THEN "forked"
  ELSE IF NoElementFor(NextToShare(c).id) THEN "forked-in-part"
  ELSE "sessions-to-share"

(* End of vls_worker_copy_on_fork: the child runs. *)
ForkComplete(c) ==
  /\ ForkCompleteResult(c) \in {"forked", "forked-in-part"}
  /\ life' = [life EXCEPT ![c] = "live"]
  /\ UNCHANGED <<parent, pool, shared, notices>>

(***************************************************************************)
(* The end of a worker                                                     *)
(***************************************************************************)

(* The worker index is free again; the children of w go to its parent. *)
Retire(w) ==
  /\ life' = [life EXCEPT ![w] = "unborn"]
  /\ parent' = [v \in Workers |-> IF v = w THEN NoWorker
                                  ELSE IF parent[v] = w THEN parent[w]
                                  ELSE parent[v]]
  /\ UNCHANGED <<pool, shared, notices>>

ExitLeaveNextResult(w) ==
  IF NoChangeOfPool(w) # "none" THEN NoChangeOfPool(w)
  ELSE IF UsedSlots(w) = {} THEN "nothing-to-leave"
  ELSE LeaveResult(w, NextToLeave(w))

(* vls_unshare_vcl_worker_sessions, by the worker itself: one session, in  *)
(* pool order. An exit is not one step: others may act between two         *)
(* sessions.                                                               *)
ExitLeaveNext(w) ==
  /\ NoChangeOfPool(w) = "none"
  /\ UsedSlots(w) # {}
  /\ Leave(w, NextToLeave(w))

ExitCompleteResult(w) ==
  IF NoChangeOfPool(w) # "none" THEN NoChangeOfPool(w)
  ELSE IF UsedSlots(w) # {} THEN "sessions-to-leave"
  ELSE "exited"

(* vls_worker_free at the end of vls_app_exit. *)
ExitComplete(w) ==
  /\ ExitCompleteResult(w) = "exited"
  /\ Retire(w)

DieResult(w) == IF life[w] \in {"forking", "live"} THEN "died" ELSE "worker-not-live"

(* _exit() or a signal: no cleanup, no notice, and the unread messages of  *)
(* the worker are lost. Later messages stay in its queue until it is       *)
(* cleaned up.                                                             *)
Die(w) ==
  /\ DieResult(w) = "died"
  /\ life' = [life EXCEPT ![w] = "dead"]
  /\ notices' = [notices EXCEPT ![w] = [s \in Sessions |-> 0]]
  /\ UNCHANGED <<parent, pool, shared>>

(* The parent cleans up, or any worker if there is no parent. *)
MayCleanUp(w, c) == parent[c] \in {w, NoWorker}

NoCleanup(w, c) ==
  IF ~Live(w) THEN "worker-not-live"
  ELSE IF life[c] # "dead" THEN "worker-not-dead"
  ELSE IF ~MayCleanUp(w, c) THEN "not-its-child"
  ELSE IF ForkInProgress(c) THEN "fork-in-progress"
  ELSE "none"

CleanupLeaveNextResult(w, c) ==
  IF NoCleanup(w, c) # "none" THEN NoCleanup(w, c)
  ELSE IF UsedSlots(c) = {} THEN "nothing-to-leave"
  ELSE LeaveResult(c, NextToLeave(c))

(* vls_cleanup_vcl_worker: the dead child leaves one session. *)
CleanupLeaveNext(w, c) ==
  /\ NoCleanup(w, c) = "none"
  /\ UsedSlots(c) # {}
  /\ Leave(c, NextToLeave(c))

CleanupCompleteResult(w, c) ==
  IF NoCleanup(w, c) # "none" THEN NoCleanup(w, c)
  ELSE IF UsedSlots(c) # {} THEN "sessions-to-leave"
  ELSE "cleaned-up"

(* vls_worker_free at the end of vls_cleanup_vcl_worker. *)
CleanupComplete(w, c) ==
  /\ CleanupCompleteResult(w, c) = "cleaned-up"
  /\ Retire(c)

(***************************************************************************)
(* Queries                                                                 *)
(***************************************************************************)

(* vls_shared_get_owner, as w sees it: NoWorker for a session that is not shared. *)
OwnerAnswer(w, s) ==
  IF Live(w) /\ Holds(w, s) /\ IsShared(s) THEN shared[s].owner ELSE NoWorker

(* vls_is_shared_by_wrk: does w share s with v? *)
IsSharedByAnswer(w, s, v) == Live(w) /\ Holds(w, s) /\ v \in Subscribers(s)

(* vls_listener_wrk_is_active: does v accept on s, shared with w? *)
IsListenerAnswer(w, s, v) == Live(w) /\ Holds(w, s) /\ IsListener(v, s)

(* The listening state of w's copy of s; "none" without a copy. *)
ListenStateAnswer(w, s) == IF Live(w) /\ Holds(w, s) THEN Copy(w, s).listen ELSE "none"

(***************************************************************************)
(* Specification                                                           *)
(***************************************************************************)

Init ==
  \E root \in Workers :
    /\ life = [w \in Workers |-> IF w = root THEN "live" ELSE "unborn"]
    /\ parent = [w \in Workers |-> NoWorker]
    /\ pool = [w \in Workers |-> [i \in Slots |-> Free]]
    /\ shared = [s \in Sessions |-> NotShared]
    /\ notices = [w \in Workers |-> [s \in Sessions |-> 0]]

(* Steps of workers, and steps on their behalf. *)
Work ==
  \/ \E w \in Workers, s \in Sessions :
       \/ Open(w, s)
       \/ Close(w, s)
       \/ Unshare(w, s)
       \/ Acknowledge(w, s)
       \/ EpollDel(w, s)
  \/ \E w \in Workers, s \in Sessions, attached \in BOOLEAN :
       \/ Listen(w, s, attached)
       \/ Accept(w, s, attached)
       \/ EpollAdd(w, s, attached)
  \/ \E w, c \in Workers :
       \/ ForkBegin(w, c)
       \/ CleanupLeaveNext(w, c)
       \/ CleanupComplete(w, c)
  \/ \E w \in Workers :
       \/ ForkShareNext(w)
       \/ ForkComplete(w)
       \/ ExitLeaveNext(w)
       \/ ExitComplete(w)

(* Deaths. *)
Environment == \E w \in Workers : Die(w)

Next == Work \/ Environment

Spec == Init /\ [][Next]_vars

(* Forks, cleanups and the reading of notices continue once begun. No      *)
(* worker has to open, close, fork, accept, exit or die.                   *)
Fairness ==
  /\ \A w \in Workers :
       /\ WF_vars(ForkShareNext(w) \/ ForkComplete(w))
       /\ WF_vars(\E v \in Workers : CleanupLeaveNext(v, w) \/ CleanupComplete(v, w))
  /\ \A w \in Workers, s \in Sessions : WF_vars(Acknowledge(w, s))

FairSpec == Spec /\ Fairness

(***************************************************************************)
(* Safety: invariants                                                      *)
(***************************************************************************)

(* Every variable holds a value of its type. *)
TypeOK ==
  /\ life \in [Workers -> Lives]
  /\ parent \in [Workers -> Workers \cup {NoWorker}]
  /\ pool \in [Workers -> [Slots -> SessionCopies \cup {Free}]]
  /\ shared \in [Sessions -> SharedDatas \cup {NotShared}]
  /\ notices \in [Workers -> [Sessions -> Nat]]

(* Shared data has at least one subscriber. *)
SharedDataIsUsed == \A s \in Sessions : IsShared(s) => Subscribers(s) # {}

(* The owner of a shared session is one of its subscribers. *)
OwnerIsSubscriber ==
  \A s \in Sessions : IsShared(s) => shared[s].owner \in Subscribers(s)

(* The owner is the first subscriber: it starts as the first, the gap of another subscriber is    *)
(* behind it, and the first remaining subscriber inherits.                                        *)
OwnerIsFirst ==
  \A s \in Sessions : IsShared(s) => shared[s].owner = shared[s].subscribers[1]

(* No worker subscribes to a session twice. *)
SubscribersAreDistinct ==
  \A s \in Sessions :
    IsShared(s) => Cardinality(Subscribers(s)) = Len(shared[s].subscribers)

(* The subscribers of a shared session are exactly the workers with a copy. *)
SubscribersAreHolders ==
  \A s \in Sessions : IsShared(s) => Subscribers(s) = Holders(s)

(* A session without shared data is in the pool of at most one worker. *)
PrivateHasOneHolder ==
  \A s \in Sessions : ~IsShared(s) => Cardinality(Holders(s)) <= 1

(* A worker has at most one copy of a session. *)
OneCopyPerWorker ==
  \A w \in Workers : \A i, j \in UsedSlots(w) : pool[w][i].id = pool[w][j].id => i = j

(* A free worker index has no session, no parent and no notice. *)
UnbornHoldsNothing ==
  \A w \in Workers : life[w] = "unborn" =>
    /\ UsedSlots(w) = {}
    /\ parent[w] = NoWorker
    /\ \A v \in Workers : parent[v] # w
    /\ \A s \in Sessions : notices[w][s] = 0

(* The pool of shared data never exceeds its capacity. *)
CapacityIsKept == SharedCount <= SharedCapacity

(* The listeners are the subscribers that want connections. *)
ListenersWait ==
  \A s \in Sessions : IsShared(s) =>
    shared[s].listeners = {w \in Workers : Holds(w, s) /\ Copy(w, s).waits}

(* A worker that wants connections is attached to VPP. *)
WaitersAreAttached ==
  \A w \in Workers : \A i \in UsedSlots(w) :
    pool[w][i].waits => pool[w][i].listen = "listen"

(* Only a copy of a shared listener can be passive. *)
PassiveIsShared ==
  \A w \in Workers : \A i \in UsedSlots(w) :
    pool[w][i].listen = "passive" => IsShared(pool[w][i].id)

(* Only the owner of a session has a notice for it, and at most one. *)
NoticesAreForOwners ==
  \A w \in Workers, s \in Sessions : notices[w][s] > 0 =>
    IsShared(s) /\ shared[s].owner = w /\ notices[w][s] = 1

(* The sessions of a child during its fork are the first of its parent's, in the same slots. *)
ForkCopiesInPoolOrder ==
  \A c \in Workers : life[c] = "forking" =>
    /\ parent[c] # NoWorker
    /\ \A i \in UsedSlots(c) : pool[parent[c]][i] # Free /\ pool[parent[c]][i].id = pool[c][i].id
    /\ \A i \in UsedSlots(c), j \in SlotsToShare(c) : i < j

(***************************************************************************)
(* Safety: properties of steps                                             *)
(***************************************************************************)

OwnerChanges(s, new) ==
  IsShared(s) /\ shared'[s] # NotShared /\ shared[s].owner # new /\ shared'[s].owner = new

(* The owner changes if and only if exactly one notice is sent, and it goes to the new owner. *)
OwnerChangeIsNotifiedOnce ==
  [][\A w \in Workers, s \in Sessions :
       /\ OwnerChanges(s, w) => notices'[w][s] = notices[w][s] + 1
       /\ notices'[w][s] > notices[w][s] => OwnerChanges(s, w)]_vars

(* An owner is replaced only when it leaves, by the first remaining subscriber. *)
FirstSubscriberInherits ==
  [][\A s \in Sessions, w \in Workers :
       OwnerChanges(s, w) =>
         /\ shared[s].owner \notin Range(shared'[s].subscribers)
         /\ w = Head(shared'[s].subscribers)]_vars

(* Subscribers join at the end, one at a time; the last one fills the gap of a leaving one. *)
OrderOfSubscribers ==
  [][\A s \in Sessions :
       IsShared(s) /\ shared'[s] # NotShared =>
         LET old == shared[s].subscribers
             new == shared'[s].subscribers
         IN  \/ new = old
             \/ \E c \in Workers : new = Append(old, c)
             \/ \E i \in DOMAIN old :
                  new = SubSeq([old EXCEPT ![i] = old[Len(old)]], 1, Len(old) - 1)]_vars

(* Shared data starts with the parent as owner and first subscriber, and its child as second. *)
ParentSharesFirst ==
  [][\A s \in Sessions :
       ~IsShared(s) /\ shared'[s] # NotShared =>
         \E p, c \in Workers :
           /\ life[c] = "forking" /\ parent[c] = p
           /\ shared'[s].owner = p
           /\ shared'[s].subscribers = <<p, c>>]_vars

(* Shared data is freed when its last subscriber leaves, not before. *)
LastSubscriberFrees ==
  [][\A s \in Sessions :
       IsShared(s) /\ shared'[s] = NotShared => Len(shared[s].subscribers) = 1]_vars

(* Other workers stop only an owner without interest in connections. *)
OnlyIdleOwnerIsStopped ==
  [][\A w \in Workers : \A i \in Slots :
       /\ pool[w][i] # Free /\ pool'[w][i] # Free
       /\ pool[w][i].listen = "listen" /\ pool'[w][i].listen = "passive"
       => LET s == pool[w][i].id IN
          \/ pool[w][i].waits /\ ~pool'[w][i].waits
          \/ /\ shared[s].owner = w
             /\ w \notin shared[s].listeners
             /\ shared'[s].listeners # shared[s].listeners]_vars

(* A copy attaches to VPP only by an operation of its own live worker. *)
NobodyAttachesOthers ==
  [][\A w \in Workers : \A i \in Slots :
       /\ pool'[w][i] # Free /\ pool'[w][i].listen = "listen"
       /\ pool[w][i] = Free \/ pool[w][i].listen # "listen"
       => Live(w) /\ pool[w][i] # Free]_vars

(* A completed fork has copied all of the parent's sessions, unless shared data had run out. *)
ForkCopiesAll ==
  [][\A c \in Workers :
       life[c] = "forking" /\ life'[c] = "live" =>
         \/ \A i \in Slots : (pool[c][i] = Free) = (pool[parent[c]][i] = Free)
         \/ SharedCount = SharedCapacity]_vars

(***************************************************************************)
(* Liveness                                                                *)
(***************************************************************************)

SomebodyLives == \E w \in Workers : Live(w)

(* A fork that has begun ends. *)
ForkEnds == \A w \in Workers : life[w] = "forking" ~> life[w] # "forking"

(* A dead worker is cleaned up as long as some worker is alive. *)
DeadAreCleanedUp ==
  \A w \in Workers : life[w] = "dead" ~> life[w] # "dead" \/ ~SomebodyLives

(* A new owner that stays alive reads its notice. *)
OwnersAreTold ==
  \A w \in Workers, s \in Sessions :
    notices[w][s] > 0 ~> notices[w][s] = 0 \/ life[w] = "dead"

(* From some time on no worker dies. *)
DeathsEnd == <>[][\A w \in Workers : life'[w] = "dead" => life[w] = "dead"]_vars

(* Once deaths end, a shared session with a dead owner gets a live one, as long as some worker is       *)
(* alive. If deaths do not end, ownership may pass from one dying worker to the next, for ever.         *)
OwnersLive ==
  DeathsEnd =>
    \A s \in Sessions :
      (IsShared(s) /\ ~Live(shared[s].owner))
        ~> (~IsShared(s) \/ Live(shared[s].owner) \/ ~SomebodyLives)

=============================================================================
