------------------------------ MODULE SharedData ------------------------------
(***************************************************************************)
(* What the workers of one VLS application may observe when they share     *)
(* network sessions: subscribe, unshare and owner change as atomic steps.  *)
(*                                                                         *)
(* A worker is a forked process.  It has a private pool of sessions, which *)
(* a fork copies to the child.  All copies of one session refer to one     *)
(* element of shared data: its owner, its subscribers in order, and its    *)
(* listeners.  The locks that make each step atomic are the subject of     *)
(* another module, which refines this one; here nothing is locked.         *)
(*                                                                         *)
(* Source: FD.io VPP, vcl_locked.c, "vcl: refactor vls to minimize lock    *)
(* usage".  The comment at each action names the C function it models.     *)
(* Where the C code is known to be wrong, this module says what is right.  *)
(*                                                                         *)
(* Every operation is total.  For an operation Op(args) there is           *)
(*   - OpResult(args), its outcome in the current state, a string, and     *)
(*   - the action Op(args), enabled if and only if the state changes.      *)
(* A refused operation, or one that has nothing to change, leaves the      *)
(* state as it is and only has its outcome.                                *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Workers,         \* worker indices
  Sessions,        \* identities of network sessions (VPP's session handles)
  Listenable,      \* the sessions on which VPP lets a worker listen
  SlotCapacity,    \* how many sessions fit into one worker's private pool
  SharedCapacity,  \* how many elements fit into the pool of shared data
  NoWorker,        \* "no worker"
  Free,            \* "this slot of a private pool is free"
  NotShared        \* "this session has no shared data"

ASSUME SlotCapacity \in Nat \ {0} /\ SharedCapacity \in Nat
ASSUME Listenable \subseteq Sessions
ASSUME NoWorker \notin Workers

VARIABLES
  life,     \* worker |-> where it is in its life
  parent,   \* worker |-> who forked it, or who has adopted it; or NoWorker
  pool,     \* worker |-> slot |-> its private copy of a session, or Free
  shared,   \* session |-> its shared data, or NotShared
  notices   \* worker |-> session |-> "you own it now" notices on their way

vars == <<life, parent, pool, shared, notices>>

Slots == 1..SlotCapacity

(* "dead" was killed: it did not leave its sessions, and never will itself. *)
Lives == {"unborn", "forking", "live", "dead"}

(* "passive" is LISTEN_NO_MQ: a copy of a listener that VPP does not know. *)
ListenStates == {"none", "listen", "passive"}

(* waits: has accepted, or waits with epoll, and wants connections.  As in *)
(* VLS the two are one: EpollDel takes back an Accept as well.             *)
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

(* vec_del1: the last subscriber moves into the hole. *)
Removed(subscribers, w) ==
  LET last == Len(subscribers)
  IN  [i \in 1..(last - 1) |->
         IF subscribers[i] = w THEN subscribers[last] ELSE subscribers[i]]

(* When the owner leaves, whoever is first among the rest is next. *)
OwnerAfter(owner, w, rest) == IF owner = w THEN Head(rest) ELSE owner

(* The shared data that stays behind when w leaves; none after the last.   *)
SharedAfter(data, w) ==
  LET rest == Removed(data.subscribers, w)
  IN  IF rest = <<>> THEN NotShared
      ELSE [owner       |-> OwnerAfter(data.owner, w, rest),
            subscribers |-> rest,
            listeners   |-> data.listeners \ {w}]

(* Exactly one notice goes to a new owner; w reads its own no longer.      *)
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

(* w's copy of s goes, and with it w's part in the shared data.            *)
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

(* Outcome of what any operation of a worker on a session checks first. *)
NoSuchSession(w, s) ==
  IF ~Live(w) THEN "worker-not-live"
  ELSE IF ~Holds(w, s) THEN "unknown-session"
  ELSE "none"

(* The set of a worker's sessions is frozen while it forks. *)
NoChangeOfPool(w) ==
  IF ~Live(w) THEN "worker-not-live"
  ELSE IF ForkInProgress(w) THEN "fork-in-progress"
  ELSE "none"

OpenResult(w, s) ==
  IF NoChangeOfPool(w) # "none" THEN NoChangeOfPool(w)
  ELSE IF FreeSlots(w) = {} THEN "no-capacity"
  ELSE IF Holders(s) # {} THEN "session-exists"
  ELSE "opened"

(* vls_alloc: a new private session.  VPP names it; the private pool gives *)
(* out the lowest free slot, which only its owner and forks can tell.      *)
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

(* vls_unshare_session: leaves a shared session; a private one it refuses. *)
Unshare(w, s) ==
  /\ UnshareResult(w, s) \in {"last-closed", "owner-changed", "unshared"}
  /\ Leave(w, s)

AcknowledgeResult(w, s) ==
  IF NoSuchSession(w, s) # "none" THEN NoSuchSession(w, s)
  ELSE IF notices[w][s] = 0 THEN "no-notice"
  ELSE "told"

(* vcl_session_worker_update_reply_handler: the new owner is told. *)
Acknowledge(w, s) ==
  /\ AcknowledgeResult(w, s) = "told"
  /\ notices' = [notices EXCEPT ![w][s] = @ - 1]
  /\ UNCHANGED <<life, parent, pool, shared>>

(***************************************************************************)
(* Listening.  attached is what VPP answers to the request to listen.      *)
(***************************************************************************)

(* An owner who listens without waiting for connections must stop. *)
MustStop(owner, w, listeners) == owner # w /\ owner \notin listeners

(* An owner's copy that has become passive, since somebody else accepts. *)
Stopped(copy) == IF copy.listen = "listen" THEN [copy EXCEPT !.listen = "passive"] ELSE copy

(* The listeners once w has attached. *)
ListenersWith(listeners, w) == listeners \cup {w}

(* w waits for connections on the listener s from now on.  A passive copy  *)
(* becomes attached, and stops an owner who does not wait for connections. *)
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

(* vls_listen.  A worker that listens on a session that is shared already  *)
(* need not be the owner; then nobody stops it: the rule is about owners.  *)
Listen(w, s, attached) ==
  /\ ListenResult(w, s, attached) = "listening"
  /\ pool' = [pool EXCEPT ![w][SlotOf(w, s)].listen = "listen"]
  /\ UNCHANGED <<life, parent, shared, notices>>

AcceptResult(w, s, attached) ==
  IF NoSuchSession(w, s) # "none" THEN NoSuchSession(w, s)
  ELSE IF Copy(w, s).listen = "none" THEN "not-listening"
  ELSE IF Copy(w, s).listen = "passive" /\ ~attached THEN "listen-failed"
  ELSE "accepting"

(* vls_accept, vls_mp_checks: who accepts wants connections. *)
Accept(w, s, attached) ==
  /\ AcceptResult(w, s, attached) = "accepting"
  /\ ~Copy(w, s).waits
  /\ Wait(w, s)

EpollAddResult(w, s, attached) ==
  IF NoSuchSession(w, s) # "none" THEN NoSuchSession(w, s)
  ELSE IF Copy(w, s).listen = "passive" /\ ~attached THEN "listen-failed"
  ELSE "added"

(* vls_epoll_ctl (EPOLL_CTL_ADD), vls_mp_checks: so does who waits with    *)
(* epoll.  To add what does not listen yet is no interest in connections,  *)
(* and leaves no trace here.                                               *)
EpollAdd(w, s, attached) ==
  /\ EpollAddResult(w, s, attached) = "added"
  /\ Copy(w, s).listen # "none" /\ ~Copy(w, s).waits
  /\ Wait(w, s)

EpollDelResult(w, s) ==
  IF NoSuchSession(w, s) # "none" THEN NoSuchSession(w, s)
  ELSE IF ~Copy(w, s).waits THEN "not-added"
  ELSE "removed"

(* vls_epoll_ctl (EPOLL_CTL_DEL), vls_listener_wrk_stop_listen: a listener *)
(* of a shared session stops.  A private one goes on listening, since no   *)
(* one else would get its connections; the seed stops it.                  *)
EpollDel(w, s) ==
  /\ EpollDelResult(w, s) = "removed"
  /\ pool' = [pool EXCEPT ![w][SlotOf(w, s)] =
                [id     |-> s,
                 listen |-> IF IsShared(s) THEN "passive" ELSE "listen",
                 waits  |-> FALSE]]
  /\ shared' = IF IsShared(s) THEN [shared EXCEPT ![s].listeners = @ \ {w}] ELSE shared
  /\ UNCHANGED <<life, parent, notices>>

(***************************************************************************)
(* Fork: begin, share the next session, complete.  Not one step: between   *)
(* two sessions any other worker may act, and a child that has subscribed  *)
(* to a session may become its owner before its fork is complete.          *)
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

(* The parent's pool is frozen, so the child's pool is a prefix of it. *)
SlotsToShare(c) == UsedSlots(parent[c]) \ UsedSlots(c)

NextToShare(c) == pool[parent[c]][Lowest(SlotsToShare(c))]

(* A first share needs a new element of shared data. *)
NoElementFor(s) == ~IsShared(s) /\ SharedCount >= SharedCapacity

(* The copy in the child: of a listener it is passive. *)
ChildCopy(copy) ==
  [id     |-> copy.id,
   listen |-> IF copy.listen = "none" THEN "none" ELSE "passive",
   waits  |-> FALSE]

(* The parent owns a session that is shared for the first time, and its    *)
(* interest from the time before counts.                                   *)
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

(* vls_share_session: one session of the parent, in pool order. *)
ForkShareNext(c) ==
  /\ ForkShareNextResult(c) \in {"subscribed", "first-shared"}
  /\ LET p    == parent[c]
         copy == NextToShare(c)
     IN  /\ pool' = [pool EXCEPT ![c][Lowest(SlotsToShare(c))] = ChildCopy(copy)]
         /\ shared' = [shared EXCEPT ![copy.id] =
                         IF @ = NotShared THEN FirstShared(p, c, copy)
                         ELSE [@ EXCEPT !.subscribers = Append(@, c)]]
  /\ UNCHANGED <<life, parent, notices>>

(* Without room for an element the child does without the sessions left,   *)
(* those that are shared already included.                                 *)
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

(* vls_unshare_vcl_worker_sessions for the worker itself: one session, in  *)
(* pool order.  An exit is not one step: others may act between sessions.  *)
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

(* _exit() or a signal: nothing is put in order, nobody is told, and what  *)
(* is in the worker's message queue is lost.  What is sent to it later     *)
(* stays there until it is cleaned up.                                     *)
Die(w) ==
  /\ DieResult(w) = "died"
  /\ life' = [life EXCEPT ![w] = "dead"]
  /\ notices' = [notices EXCEPT ![w] = [s \in Sessions |-> 0]]
  /\ UNCHANGED <<parent, pool, shared>>

(* The parent cleans up, or any worker where there is none any more. *)
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

(* vls_shared_get_owner, as w sees it: NoWorker for what is not shared. *)
OwnerAnswer(w, s) ==
  IF Live(w) /\ Holds(w, s) /\ IsShared(s) THEN shared[s].owner ELSE NoWorker

(* vls_is_shared_by_wrk: is v among those with whom w shares s? *)
IsSharedByAnswer(w, s, v) == Live(w) /\ Holds(w, s) /\ v \in Subscribers(s)

(* vls_listener_wrk_is_active: does v accept on the s that w shares? *)
IsListenerAnswer(w, s, v) == Live(w) /\ Holds(w, s) /\ IsListener(v, s)

(* The listening state of w's copy of s; "none" for what it has not got. *)
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

(* What workers do, and what goes on in their name. *)
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

(* What happens to them. *)
Environment == \E w \in Workers : Die(w)

Next == Work \/ Environment

Spec == Init /\ [][Next]_vars

(* What has begun goes on: forks, cleanups and the reading of notices.     *)
(* Nobody has to open, close, fork, accept, exit or die.                   *)
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

(* Shared data has a subscriber; without one it is freed. *)
SharedDataIsUsed == \A s \in Sessions : IsShared(s) => Subscribers(s) # {}

(* The owner of a shared session is one of its subscribers. *)
OwnerIsSubscriber ==
  \A s \in Sessions : IsShared(s) => shared[s].owner \in Subscribers(s)

(* The owner is the first subscriber: it starts as the first, the hole that another one leaves is *)
(* behind it, and whoever inherits is the first of those who stay. *)
OwnerIsFirst ==
  \A s \in Sessions : IsShared(s) => shared[s].owner = shared[s].subscribers[1]

(* Nobody subscribes to a session twice. *)
SubscribersAreDistinct ==
  \A s \in Sessions :
    IsShared(s) => Cardinality(Subscribers(s)) = Len(shared[s].subscribers)

(* Whoever holds a copy of a shared session is subscribed to it, and no one else. *)
SubscribersAreHolders ==
  \A s \in Sessions : IsShared(s) => Subscribers(s) = Holders(s)

(* A session without shared data is in one worker's pool at the most. *)
PrivateHasOneHolder ==
  \A s \in Sessions : ~IsShared(s) => Cardinality(Holders(s)) <= 1

(* A worker has one copy of a session at the most. *)
OneCopyPerWorker ==
  \A w \in Workers : \A i, j \in UsedSlots(w) : pool[w][i].id = pool[w][j].id => i = j

(* A worker index that is free holds nothing: no session, no parent, no notice. *)
UnbornHoldsNothing ==
  \A w \in Workers : life[w] = "unborn" =>
    /\ UsedSlots(w) = {}
    /\ parent[w] = NoWorker
    /\ \A v \in Workers : parent[v] # w
    /\ \A s \in Sessions : notices[w][s] = 0

(* The pool of shared data never holds more than fits. *)
CapacityIsKept == SharedCount <= SharedCapacity

(* The listeners are the subscribers that want connections. *)
ListenersWait ==
  \A s \in Sessions : IsShared(s) =>
    shared[s].listeners = {w \in Workers : Holds(w, s) /\ Copy(w, s).waits}

(* Whoever wants connections is attached to VPP. *)
WaitersAreAttached ==
  \A w \in Workers : \A i \in UsedSlots(w) :
    pool[w][i].waits => pool[w][i].listen = "listen"

(* Only a copy of a shared listener can be passive. *)
PassiveIsShared ==
  \A w \in Workers : \A i \in UsedSlots(w) :
    pool[w][i].listen = "passive" => IsShared(pool[w][i].id)

(* A notice is on its way to the owner of the session only, and never twice. *)
NoticesAreForOwners ==
  \A w \in Workers, s \in Sessions : notices[w][s] > 0 =>
    IsShared(s) /\ shared[s].owner = w /\ notices[w][s] = 1

(* The sessions of a child that is being forked are the first of its parent's, in the same slots. *)
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

(* An owner is replaced only when it leaves, by whoever is first among those who stay. *)
FirstSubscriberInherits ==
  [][\A s \in Sessions, w \in Workers :
       OwnerChanges(s, w) =>
         /\ shared[s].owner \notin Range(shared'[s].subscribers)
         /\ w = Head(shared'[s].subscribers)]_vars

(* Subscribers join at the end, one at a time; the last one moves into the hole of one who leaves. *)
OrderOfSubscribers ==
  [][\A s \in Sessions :
       IsShared(s) /\ shared'[s] # NotShared =>
         LET old == shared[s].subscribers
             new == shared'[s].subscribers
         IN  \/ new = old
             \/ \E c \in Workers : new = Append(old, c)
             \/ \E i \in DOMAIN old :
                  new = SubSeq([old EXCEPT ![i] = old[Len(old)]], 1, Len(old) - 1)]_vars

(* Shared data comes into being with the parent as owner and first subscriber, and its child as second. *)
ParentSharesFirst ==
  [][\A s \in Sessions :
       ~IsShared(s) /\ shared'[s] # NotShared =>
         \E p, c \in Workers :
           /\ life[c] = "forking" /\ parent[c] = p
           /\ shared'[s].owner = p
           /\ shared'[s].subscribers = <<p, c>>]_vars

(* Shared data goes when its last subscriber leaves, not before. *)
LastSubscriberFrees ==
  [][\A s \in Sessions :
       IsShared(s) /\ shared'[s] = NotShared => Len(shared[s].subscribers) = 1]_vars

(* Nobody but an owner without interest in connections is stopped by others. *)
OnlyIdleOwnerIsStopped ==
  [][\A w \in Workers : \A i \in Slots :
       /\ pool[w][i] # Free /\ pool'[w][i] # Free
       /\ pool[w][i].listen = "listen" /\ pool'[w][i].listen = "passive"
       => LET s == pool[w][i].id IN
          \/ pool[w][i].waits /\ ~pool'[w][i].waits
          \/ /\ shared[s].owner = w
             /\ w \notin shared[s].listeners
             /\ shared'[s].listeners # shared[s].listeners]_vars

(* A copy becomes attached to VPP only at the wish of its own worker, while that lives. *)
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

(* A fork that has begun comes to its end. *)
ForkEnds == \A w \in Workers : life[w] = "forking" ~> life[w] # "forking"

(* A dead worker is cleaned up as long as anybody lives. *)
DeadAreCleanedUp ==
  \A w \in Workers : life[w] = "dead" ~> life[w] # "dead" \/ ~SomebodyLives

(* A new owner that lives on is told. *)
OwnersAreTold ==
  \A w \in Workers, s \in Sessions :
    notices[w][s] > 0 ~> notices[w][s] = 0 \/ life[w] = "dead"

(* From some time on nobody dies any more. *)
DeathsEnd == <>[][\A w \in Workers : life'[w] = "dead" => life[w] = "dead"]_vars

(* A shared session whose owner is gone gets one that lives, as long as anybody lives, once deaths end. *)
(* Without an end to deaths ownership may pass from one that dies to the next, for ever. *)
OwnersLive ==
  DeathsEnd =>
    \A s \in Sessions :
      (IsShared(s) /\ ~Live(shared[s].owner))
        ~> (~IsShared(s) \/ Live(shared[s].owner) \/ ~SomebodyLives)

=============================================================================
