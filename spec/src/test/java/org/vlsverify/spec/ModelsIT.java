package org.vlsverify.spec;

import java.time.Duration;
import java.util.List;

/** The models of the budget {@code standard}, and with {@code nightly} the nightly ones as well. */
class ModelsIT extends ModelChecks {
  @Override
  boolean checks(Model model) {
    return model.budget() != Budget.QUICK && Budget.current().includes(model.budget());
  }

  @Override
  List<Model> part(List<Model> models) {
    return Part.current().of(models);
  }

  @Override
  Duration patience() {
    return Budget.current() == Budget.NIGHTLY ? Duration.ofHours(10) : Duration.ofMinutes(12);
  }
}
