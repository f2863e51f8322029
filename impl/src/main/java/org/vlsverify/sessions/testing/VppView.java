package org.vlsverify.sessions.testing;

import java.util.List;
import java.util.Set;
import org.vlsverify.sessions.testing.RecordingTransport.Attachment;
import org.vlsverify.sessions.testing.RecordingTransport.OwnerChange;

/**
 * The state of VPP at one moment, as a {@link RecordingTransport} has recorded it. Immutable.
 *
 * @param sessions the open sessions; not null
 * @param attachments the attached workers; not null
 * @param ownerChanges the notified owner changes, for each session in order; without those from
 *     before the session was opened again; not null
 * @param mistakes the calls that no correct implementation makes, in words; not null
 */
public record VppView(
    Set<Integer> sessions,
    Set<Attachment> attachments,
    List<OwnerChange> ownerChanges,
    List<String> mistakes) {

  /** Copies its arguments. */
  public VppView {
    sessions = Set.copyOf(sessions);
    attachments = Set.copyOf(attachments);
    ownerChanges = List.copyOf(ownerChanges);
    mistakes = List.copyOf(mistakes);
  }
}
