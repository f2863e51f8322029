package org.vlsverify.sessions.design.globallock;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The shared data of a session, common to all its copies. Plain data: the caller has the lock. */
final class SharedData {
  /** The copies of the subscribers, in the order in which they inherit. */
  final List<Copy> subscribers = new ArrayList<>();

  Copy owner;

  /** Whether the owner has inherited the session and not yet read the notice. */
  boolean noticeUnread;

  void subscribe(Copy copy) {
    subscribers.add(copy);
    copy.data = this;
  }

  /** The last subscriber moves into the hole. */
  void unsubscribe(Copy copy) {
    int last = subscribers.size() - 1;
    Collections.swap(subscribers, subscribers.indexOf(copy), last);
    subscribers.remove(last);
  }

  void passOn() {
    owner = subscribers.get(0);
    noticeUnread = true;
  }
}
