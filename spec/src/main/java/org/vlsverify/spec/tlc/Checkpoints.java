package org.vlsverify.spec.tlc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.FileTrouble;

/**
 * Where TLC keeps its states and checkpoints. By default that is a temporary folder, which is
 * deleted at the end of this program, however that ends.
 *
 * @param folder kept after an interrupted run; empty for a temporary one
 * @param minutes between two checkpoints; empty for TLC's default, 30
 * @param recovers whether to go on from the last checkpoint in the folder
 */
public record Checkpoints(Optional<Path> folder, Optional<Integer> minutes, boolean recovers) {
  /** A temporary folder. */
  public static final Checkpoints NONE = new Checkpoints(Optional.empty(), Optional.empty(), false);

  /** TLC renames this file at the end of a checkpoint. */
  private static final String COMPLETE = "queue.chkpt";

  /** Rejects null. */
  public Checkpoints {
    Objects.requireNonNull(folder);
    Objects.requireNonNull(minutes);
  }

  /**
   * TLC's options.
   *
   * @param temporary a folder that is deleted at the end
   * @throws BadInputException if there is no checkpoint to go on from
   */
  List<String> tlcOptions(Path temporary) {
    List<String> options = new ArrayList<>();
    Path states = folder.orElse(temporary).toAbsolutePath();
    options.addAll(List.of("-metadir", states.resolve("states").toString()));
    minutes.ifPresent(n -> options.addAll(List.of("-checkpoint", n.toString())));
    if (recovers) {
      options.addAll(List.of("-recover", last(states).toString()));
    }
    return options;
  }

  /** TLC makes a folder for each run, named by its time. */
  private static Path last(Path folder) {
    Path states = folder.resolve("states");
    if (Files.isDirectory(states)) {
      try (Stream<Path> runs = Files.list(states)) {
        Optional<Path> last =
            runs.filter(run -> Files.exists(run.resolve(COMPLETE)))
                .max(Comparator.comparing(Path::getFileName));
        if (last.isPresent()) {
          return last.get();
        }
      } catch (IOException e) {
        throw new BadInputException(FileTrouble.sentence(e), e);
      }
    }
    throw new BadInputException("There is no checkpoint of TLC in " + folder + ".");
  }
}
