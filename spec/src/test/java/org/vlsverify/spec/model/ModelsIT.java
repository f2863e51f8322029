package org.vlsverify.spec.model;

import java.time.Duration;
import java.util.List;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.Shard;

/** The models of the budget {@code standard}, and with {@code nightly} the nightly ones as well. */
class ModelsIT extends ModelChecks {
  @Override
  boolean checks(Model model) {
    return model.budget() != Budget.QUICK && Budget.current().includes(model.budget());
  }

  @Override
  List<Model> part(List<Model> models) {
    return Shard.current().of(models);
  }

  @Override
  Duration patience() {
    return Budget.current() == Budget.NIGHTLY ? Duration.ofHours(10) : Duration.ofMinutes(12);
  }
}
