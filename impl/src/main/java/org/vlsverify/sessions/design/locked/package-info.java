/**
 * The design with locks: a private pool and a table of sessions per worker, one pool of shared data
 * for all, and a lock for each of them. {@link
 * org.vlsverify.sessions.design.locked.LockedSharedSessions} is all that others need of it.
 *
 * <h2>Locks</h2>
 *
 * <p>Specified step by step by the TLA+ module {@code SharedDataLocking} with no defect switched
 * on.
 *
 * <p>In the order in which they are taken. Nobody takes a lock while holding one that comes later
 * in this list, or another one of the same kind; so there is no deadlock.
 *
 * <ol>
 *   <li>The <b>life-cycle lock</b>, one for all ({@code LifeCycle}). Guards who lives, the parents,
 *       and the private pools of workers that are being forked or dead. Taken by fork, death,
 *       cleanup, and the end of an exit.
 *   <li>The <b>table lock</b> of a worker ({@code Worker}), a read-write lock. Guards the private
 *       pool of the worker while it is live, that is: which sessions it holds, and which of them
 *       are shared; and that it stays live. Not taken with {@link
 *       org.vlsverify.sessions.ThreadModel#SINGLE_THREADED}.
 *   <li>The <b>session lock</b> of a private copy ({@code Session}). Guards what threads of one
 *       worker that hold the table lock for reading change in it. Not taken with {@link
 *       org.vlsverify.sessions.ThreadModel#SINGLE_THREADED}.
 *   <li>The <b>pool lock</b>, one for all, a read-write lock ({@code SharedDataPool}). Guards which
 *       elements of shared data there are; its holder for writing has all elements to itself.
 *   <li>The <b>element lock</b> of shared data ({@code SharedData}). Guards the element, together
 *       with the pool lock held for reading.
 * </ol>
 *
 * <p>{@link org.vlsverify.sessions.Transport} is called with any of them held, and comes last.
 *
 * <h2>Why every operation is atomic</h2>
 *
 * <p>An operation of a live worker holds the worker's table lock from before it checks that the
 * worker is live to its end: for reading, or, if it changes which sessions there are, for writing.
 * So nothing that it has found out about the worker changes before its end, and nobody sees what it
 * changes in the private pool before its end. (With one thread at a time per worker, the same holds
 * without a lock.) What others do see is one thing: a change of one element, under its lock; or the
 * removal of an element, under the pool's write lock; or a call of the transport; or a life that
 * begins or ends. That is the moment at which the operation takes effect.
 *
 * <p>A death does two things that others may see: notices are lost, and the worker is dead. It
 * holds the pool's write lock, so that no change of owner can come between them. The last one to
 * leave does two things, too: there is room for an element, and the session may be opened again;
 * see {@code Leaving}.
 *
 * <h2>What is read without a lock</h2>
 *
 * <ul>
 *   <li><b>Which worker has an index.</b> Written atomically, under the life-cycle lock. Whoever
 *       finds a worker then takes its table lock and checks that it is live. If it is, it still has
 *       the index, since to give it up takes the table lock, too. If it is not, then it was not at
 *       some moment since it was found. Whoever finds none may say so: there was none at that
 *       moment.
 *   <li><b>The life of a worker</b>, a volatile field. A live worker's is written under its table
 *       lock only, so that whoever holds it and has read "live" may rely on it. A child becomes
 *       live without its own table lock: the volatile write publishes the pool and the table that
 *       it was given under the life-cycle lock, and whoever reads "live" sees them. A parent reads
 *       the life of its last child: it finds a fork in progress at the moment when it reads, and
 *       not in progress for the rest of its operation, since a new fork takes the parent's table
 *       lock.
 * </ul>
 *
 * <p>All else is read and written under the lock that guards it.
 */
package org.vlsverify.sessions.design.locked;
