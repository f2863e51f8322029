-------------------------- MODULE MCSharedDataDefects --------------------------
(* Seeded defects: each operator replaces one of SharedData in a model whose *)
(* .cfg file says so (Right <- Wrong).  TLC must find every one of them;     *)
(* otherwise the property that should notice it has no force.                *)
EXTENDS MCSharedData

(* The owner leaves, and the owner stays the same. *)
OwnerAfterUnchanged(owner, w, rest) == owner

(* The last subscriber inherits, not the first. *)
OwnerAfterLast(owner, w, rest) == IF owner = w THEN rest[Len(rest)] ELSE owner

(* Seed, thread-registered-late: an index that is no worker's is used. *)
OwnerAfterInvalid(owner, w, rest) == IF owner = w THEN NoWorker ELSE owner

(* Those behind w move up, as in a queue. *)
RemovedInOrder(subscribers, w) == SelectSeq(subscribers, LAMBDA v : v # w)

(* The first subscriber is removed, whoever leaves: position 0 is taken for *)
(* "not found" and the other way round.                                     *)
RemovedFirst(subscribers, w) == Tail(subscribers)

(* The owner changes, and nobody is told. *)
NoticesAfterNone(w, s, data) == [notices EXCEPT ![w][s] = 0]

(* The owner changes, and the new one is told twice. *)
NoticesAfterTwo(w, s, data) ==
  LET withoutMine == [notices EXCEPT ![w][s] = 0]
  IN  IF data # NotShared /\ data.owner # shared[s].owner
        THEN [withoutMine EXCEPT ![data.owner][s] = @ + 2]
        ELSE withoutMine

(* Whoever is first among those who stay is told, also if it is no new owner. *)
NoticesAfterAlways(w, s, data) ==
  LET withoutMine == [notices EXCEPT ![w][s] = 0]
  IN  IF data # NotShared THEN [withoutMine EXCEPT ![data.owner][s] = @ + 1] ELSE withoutMine

(* Seed, listener-bit-lost: the result of setting the listener's bit is dropped. *)
ListenersWithNone(listeners, w) == listeners

(* Seed, listener-marked-before-listen: marked whatever VPP answered. *)
AcceptMarkedBeforeListen(w, s, attached) ==
  /\ AcceptResult(w, s, TRUE) = "accepting"
  /\ ~Copy(w, s).waits
  /\ IF attached \/ Copy(w, s).listen = "listen"
       THEN Wait(w, s)
       ELSE /\ IsShared(s)
            /\ shared' = [shared EXCEPT ![s].listeners = @ \cup {w}]
            /\ UNCHANGED <<life, parent, pool, notices>>

(* Any owner is stopped as soon as another worker accepts. *)
MustStopAlways(owner, w, listeners) == owner # w

(* The parent forgets to subscribe itself at the first share. *)
FirstSharedWithoutParent(p, c, copy) ==
  [owner |-> p, subscribers |-> <<c>>, listeners |-> IF copy.waits THEN {p} ELSE {}]

(* The child gets a copy, and is not subscribed. *)
FirstSharedWithoutChild(p, c, copy) ==
  [owner |-> p, subscribers |-> <<p>>, listeners |-> IF copy.waits THEN {p} ELSE {}]

(* The child is subscribed twice. *)
FirstSharedTwice(p, c, copy) ==
  [owner |-> p, subscribers |-> <<p, c, c>>, listeners |-> IF copy.waits THEN {p} ELSE {}]

(* The child gets a copy, and nobody shares anything. *)
ForkShareNextCopiesOnly(c) ==
  /\ ForkShareNextResult(c) \in {"subscribed", "first-shared"}
  /\ pool' = [pool EXCEPT ![c][Lowest(SlotsToShare(c))] = ChildCopy(NextToShare(c))]
  /\ UNCHANGED <<life, parent, shared, notices>>

(* The child lives before it has all the sessions. *)
ForkCompleteResultTooEarly(c) == IF life[c] # "forking" THEN "not-forking" ELSE "forked"

(* The pool of shared data has no end. *)
NoElementForNever(s) == FALSE

(* A worker may open what it has open. *)
OpenResultAgain(w, s) ==
  IF NoChangeOfPool(w) # "none" THEN NoChangeOfPool(w)
  ELSE IF FreeSlots(w) = {} THEN "no-capacity"
  ELSE IF Holders(s) \ {w} # {} THEN "session-exists"
  ELSE "opened"

(* Seed: who has a listener to itself stops it as well. *)
EpollDelStopsPrivate(w, s) ==
  /\ EpollDelResult(w, s) = "removed"
  /\ pool' = [pool EXCEPT ![w][SlotOf(w, s)] = [id |-> s, listen |-> "passive", waits |-> FALSE]]
  /\ shared' = IF IsShared(s) THEN [shared EXCEPT ![s].listeners = @ \ {w}] ELSE shared
  /\ UNCHANGED <<life, parent, notices>>

(* Whoever accepts stops all that do not, owner or not. *)
WaitStopsAllIdle(w, s) ==
  LET idle == {v \in Subscribers(s) \ {w} : ~Copy(v, s).waits}
  IN  /\ pool' = [v \in Workers |->
                    IF v = w
                      THEN [pool[v] EXCEPT ![SlotOf(v, s)] =
                              [id |-> s, listen |-> "listen", waits |-> TRUE]]
                    ELSE IF v \in idle
                      THEN [pool[v] EXCEPT ![SlotOf(v, s)] = Stopped(@)]
                    ELSE pool[v]]
      /\ shared' = IF IsShared(s)
                     THEN [shared EXCEPT ![s].listeners = ListenersWith(@, w)]
                     ELSE shared
      /\ UNCHANGED <<life, parent, notices>>

(* The child owns what its parent shares for the first time. *)
FirstSharedOwnedByChild(p, c, copy) ==
  [owner |-> c, subscribers |-> <<c, p>>, listeners |-> IF copy.waits THEN {p} ELSE {}]

(* The interest that the parent had in connections before the fork is forgotten. *)
FirstSharedWithoutInterest(p, c, copy) ==
  [owner |-> p, subscribers |-> <<p, c>>, listeners |-> {}]

(* The child takes itself for attached, as its parent is. *)
ChildCopyListens(copy) == [copy EXCEPT !.waits = FALSE]

(* The last subscriber leaves its shared data behind.  (No subscriber is left to be the owner.) *)
SharedAfterLeak(data, w) ==
  LET rest == Removed(data.subscribers, w)
  IN  [owner       |-> IF rest = <<>> THEN data.owner ELSE OwnerAfter(data.owner, w, rest),
       subscribers |-> rest,
       listeners   |-> data.listeners \ {w}]

(* The shared data is freed while one subscriber is left. *)
SharedAfterTooEarly(data, w) ==
  LET rest == Removed(data.subscribers, w)
  IN  IF Len(rest) <= 1 THEN NotShared
      ELSE [owner       |-> OwnerAfter(data.owner, w, rest),
            subscribers |-> rest,
            listeners   |-> data.listeners \ {w}]

(* Whoever leaves, those who stay change places, and the first of them owns. *)
SharedAfterReplaced(data, w) ==
  LET rest == Removed(data.subscribers, w)
      n    == Len(rest)
      turned == [i \in 1..n |-> rest[n + 1 - i]]
  IN  IF rest = <<>> THEN NotShared
      ELSE [owner |-> turned[1], subscribers |-> turned, listeners |-> data.listeners \ {w}]

(* A listener that leaves keeps its bit. *)
SharedAfterListenerStays(data, w) ==
  LET rest == Removed(data.subscribers, w)
  IN  IF rest = <<>> THEN NotShared
      ELSE [owner       |-> OwnerAfter(data.owner, w, rest),
            subscribers |-> rest,
            listeners   |-> data.listeners]

(* Seed, fork-races-close: a sibling thread may close while the worker forks. *)
NoChangeOfPoolNever(w) == IF ~Live(w) THEN "worker-not-live" ELSE "none"

(* Seed, cleanup-reads-parents-table: the sessions of the dead child are     *)
(* taken for done, since the parent looks for them in a table of its own.    *)
CleanupCompleteBlind(w, c) ==
  /\ NoCleanup(w, c) = "none"
  /\ Retire(c)

(* Seed, second-fork-forgets-first-child: a parent knows its last child only. *)
ForkBeginForgets(p, c) ==
  /\ ForkBeginResult(p, c) = "fork-begun"
  /\ life' = [life EXCEPT ![c] = "forking"]
  /\ parent' = [v \in Workers |-> IF v = c THEN p
                                  ELSE IF parent[v] = p THEN c
                                  ELSE parent[v]]
  /\ UNCHANGED <<pool, shared, notices>>

(* Seed, exit-unshares-private: an exit unshares every session; a private    *)
(* one is not subscribed to, and stays.                                      *)
ExitCompleteWithPrivate(w) ==
  /\ NoChangeOfPool(w) = "none"
  /\ \A i \in UsedSlots(w) : ~IsShared(pool[w][i].id)
  /\ Retire(w)

(* Nobody has to read notices. *)
FairnessWithoutAcknowledge ==
  \A w \in Workers :
    /\ WF_vars(ForkShareNext(w) \/ ForkComplete(w))
    /\ WF_vars(\E v \in Workers : CleanupLeaveNext(v, w) \/ CleanupComplete(v, w))

(* A fork may be left half done. *)
FairnessWithoutFork ==
  /\ \A w \in Workers :
       WF_vars(\E v \in Workers : CleanupLeaveNext(v, w) \/ CleanupComplete(v, w))
  /\ \A w \in Workers, s \in Sessions : WF_vars(Acknowledge(w, s))

(* Only the parent itself cleans up; nobody adopts. *)
MayCleanUpOwnOnly(w, c) == parent[c] = w

=============================================================================
