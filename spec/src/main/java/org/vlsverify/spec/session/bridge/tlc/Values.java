package org.vlsverify.spec.session.bridge.tlc;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import org.vlsverify.spec.session.SpecException;
import org.vlsverify.spec.tla.TlaValue;
import tlc2.value.IValue;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.FcnRcdValue;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.ModelValue;
import tlc2.value.impl.RecordValue;
import tlc2.value.impl.SetEnumValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.TupleValue;
import tlc2.value.impl.Value;
import tlc2.value.impl.ValueVec;
import util.UniqueString;

/** Translates between TLC's values and ours. */
final class Values {
  private static final TlaValue FALSE = TlaValue.of(false);
  private static final TlaValue TRUE = TlaValue.of(true);

  /** Most decoded values are atoms, and there are few of them. */
  private final Map<UniqueString, TlaValue> strings = new IdentityHashMap<>();

  private final Map<UniqueString, TlaValue> models = new IdentityHashMap<>();

  /** Gives our form of one of TLC's values. */
  TlaValue decode(IValue value) {
    if (value instanceof BoolValue bool) {
      return bool.val ? TRUE : FALSE;
    } else if (value instanceof IntValue integer) {
      return TlaValue.of(integer.val);
    } else if (value instanceof StringValue string) {
      return strings.computeIfAbsent(string.getVal(), text -> TlaValue.string(text.toString()));
    } else if (value instanceof ModelValue model) {
      return models.computeIfAbsent(model.val, name -> TlaValue.model(name.toString()));
    } else if (value instanceof TupleValue tuple) {
      return TlaValue.tuple(List.of(decode(tuple.elems)));
    } else if (value instanceof RecordValue fields) {
      Map<String, TlaValue> decoded = new TreeMap<>();
      for (int i = 0; i < fields.names.length; i++) {
        decoded.put(fields.names[i].toString(), decode(fields.values[i]));
      }
      return TlaValue.record(decoded);
    } else if (value instanceof FcnRcdValue function) {
      return decodeFunction(function);
    }
    return decodeLazy((Value) value);
  }

  /** Sets and functions that TLC stores by definition, such as intervals and powersets. */
  private TlaValue decodeLazy(Value value) {
    Value set = value instanceof SetEnumValue ? value.normalize() : value.toSetEnum();
    if (set instanceof SetEnumValue elements) {
      return TlaValue.set(decode(elements.elems.toArray()));
    }
    Value function = value.toFcnRcd();
    if (function instanceof FcnRcdValue mappings) {
      return decodeFunction(mappings);
    }
    throw new SpecException("this has no finite value: " + value);
  }

  private TlaValue decodeFunction(FcnRcdValue function) {
    Map<TlaValue, TlaValue> mappings = new TreeMap<>();
    for (int i = 0; i < function.values.length; i++) {
      TlaValue argument =
          function.intv == null ? decode(function.domain[i]) : TlaValue.of(function.intv.low + i);
      mappings.put(argument, decode(function.values[i]));
    }
    return TlaValue.function(mappings);
  }

  private TlaValue[] decode(Value[] values) {
    TlaValue[] decoded = new TlaValue[values.length];
    for (int i = 0; i < values.length; i++) {
      decoded[i] = decode(values[i]);
    }
    return decoded;
  }

  /** Gives TLC's form of one of our values. */
  Value encode(TlaValue value) {
    if (value instanceof TlaValue.BoolValue bool) {
      return bool.value() ? BoolValue.ValTrue : BoolValue.ValFalse;
    } else if (value instanceof TlaValue.IntValue integer) {
      return IntValue.gen(integer.value());
    } else if (value instanceof TlaValue.StringValue string) {
      return new StringValue(string.value());
    } else if (value instanceof TlaValue.ModelValue model) {
      return ModelValue.make(model.name());
    } else if (value instanceof TlaValue.TupleValue tuple) {
      return new TupleValue(encode(tuple.elements()));
    } else if (value instanceof TlaValue.SetValue set) {
      return new SetEnumValue(new ValueVec(encode(set.elements())), false);
    } else if (value instanceof TlaValue.RecordValue fields) {
      UniqueString[] names =
          fields.fields().keySet().stream()
              .map(UniqueString::uniqueStringOf)
              .toArray(UniqueString[]::new);
      return new RecordValue(names, encode(List.copyOf(fields.fields().values())), false);
    }
    var mappings = List.copyOf(((TlaValue.FunctionValue) value).mappings().entrySet());
    return new FcnRcdValue(
        encode(mappings.stream().map(Entry::getKey).toList()),
        encode(mappings.stream().map(Entry::getValue).toList()),
        false);
  }

  private Value[] encode(List<TlaValue> values) {
    return values.stream().map(this::encode).toArray(Value[]::new);
  }
}
