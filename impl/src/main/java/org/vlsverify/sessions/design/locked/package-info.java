/**
 * The design with locks: a private pool and a table of sessions per worker, one pool of shared data
 * for all, and a lock for each of them. {@link
 * org.vlsverify.sessions.design.locked.LockedSharedSessions} is its only public class.
 *
 * <h2>Locks</h2>
 *
 * <p>The TLA+ module {@code SharedDataLocking}, without defects, specifies each step.
 *
 * <p>In lock order: no thread takes a lock while it holds a later one of this list, or another one
 * of the same kind. So there is no deadlock.
 *
 * <ol>
 *   <li>The <b>life-cycle lock</b>, one for all ({@code LifeCycle}). Guards the lives and the
 *       parents of workers, and the private pools of workers that are being forked or dead. Taken
 *       by fork, death, cleanup, and the end of an exit.
 *   <li>The <b>table lock</b> of a worker ({@code Worker}), a read-write lock. While the worker is
 *       live, guards that it stays live, and its private pool: the sessions that it holds, and
 *       which of them are shared. Not taken with {@link
 *       org.vlsverify.sessions.ThreadModel#SINGLE_THREADED}.
 *   <li>The <b>session lock</b> of a private copy ({@code Session}). Guards the fields that threads
 *       change while they hold the table lock for reading. Not taken with {@link
 *       org.vlsverify.sessions.ThreadModel#SINGLE_THREADED}.
 *   <li>The <b>pool lock</b>, one for all, a read-write lock ({@code SharedDataPool}). Guards the
 *       set of elements of shared data; the write lock gives exclusive access to all elements.
 *   <li>The <b>element lock</b> of shared data ({@code SharedData}). Guards the element, together
 *       with the pool lock held for reading.
 * </ol>
 *
 * <p>{@link org.vlsverify.sessions.Transport} may be called with any of them held, and comes last
 * in the order.
 *
 * <h2>Why every operation is atomic</h2>
 *
 * <p>An operation of a live worker holds the worker's table lock from before it checks that the
 * worker is live to its end: for reading, or, if it changes which sessions there are, for writing.
 * So no fact that it has read about the worker changes before its end, and no other thread sees its
 * changes in the private pool before its end. (With one thread at a time per worker, the same holds
 * without a lock.) Other threads see only one effect: a change of one element, under its lock; or
 * the removal of an element, under the pool's write lock; or a call of the transport; or a life
 * that begins or ends. That is the linearization point of the operation.
 *
 * <p>A death has two visible effects: notices are lost, and the worker is dead. It holds the pool's
 * write lock, so that no change of owner can come between them. The last subscriber that leaves has
 * two as well: there is room for an element, and the session may be opened again; see {@code
 * Leaving}.
 *
 * <h2>Reads without a lock</h2>
 *
 * <ul>
 *   <li><b>The worker of an index.</b> Written atomically, under the life-cycle lock. An operation
 *       that finds a worker takes its table lock and checks that it is live. If it is, it still has
 *       the index, since freeing the index takes the table lock, too. If it is not, there was a
 *       moment since the look-up when it was not live. An operation that finds no worker may report
 *       that: there was none at that moment.
 *   <li><b>The life of a worker</b>, a volatile field. The life of a live worker is written under
 *       its table lock only, so that "live" stays true for a thread that holds the lock. A child
 *       becomes live without its own table lock: the volatile write publishes its pool and table,
 *       which were filled under the life-cycle lock, to every thread that reads "live". A parent
 *       reads the life of its last child: it finds a fork in progress at the moment when it reads,
 *       and not in progress for the rest of its operation, since a new fork takes the parent's
 *       table lock.
 * </ul>
 *
 * <p>Everything else is read and written under the lock that guards it.
 */
package org.vlsverify.sessions.design.locked;
