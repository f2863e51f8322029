package org.vlsverify.linearizability.mutation;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.TryStmt;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vlsverify.linearizability.mutation.Operators.Sink;
import org.vlsverify.linearizability.mutation.Source.Edit;

/** Mistakes with locks. */
final class LockMistakes {
  private static final Map<String, String> UNLOCKS =
      Map.of("lock", "unlock", "writeLock", "unlockWrite", "acquire", "release");

  private static final Map<String, String> READ_FOR_WRITE =
      Map.of(
          "tableWriteLock", "tableReadLock",
          "writeLock", "readLock",
          "unlockWrite", "unlockRead");

  private LockMistakes() {}

  /**
   * A critical section, or a part of it.
   *
   * @param lock the statement that takes the lock
   * @param call the call in it
   * @param unlocks the statements that release it
   * @param body the try statement after it; empty if there is none
   */
  private record Section(
      Statement lock, MethodCallExpr call, List<ExpressionStmt> unlocks, Optional<TryStmt> body) {

    String what() {
      return call.getNameAsString().equals("acquire")
          ? call.toString()
          : call.getScope().map(Expression::toString).orElse("lock");
    }

    /** The unlock in the finally block of the body. */
    Optional<ExpressionStmt> unlockAtTheEnd() {
      return body.flatMap(TryStmt::getFinallyBlock)
          .flatMap(end -> unlocks.stream().filter(end.getStatements()::contains).findFirst());
    }

    NodeList<Statement> statements() {
      return body.map(section -> section.getTryBlock().getStatements()).orElseGet(NodeList::new);
    }
  }

  private static List<Section> sections(MethodDeclaration method) {
    List<Section> sections = new ArrayList<>();
    for (ExpressionStmt statement : method.findAll(ExpressionStmt.class)) {
      taken(statement)
          .ifPresent(
              call -> {
                List<ExpressionStmt> unlocks =
                    method.findAll(ExpressionStmt.class, end -> releases(end, call, statement));
                if (!unlocks.isEmpty()) {
                  sections.add(new Section(statement, call, unlocks, bodyAfter(statement)));
                }
              });
    }
    return sections;
  }

  /** The call that takes a lock, as a statement or as the value of a new variable. */
  private static Optional<MethodCallExpr> taken(ExpressionStmt statement) {
    Expression expression = statement.getExpression();
    if (expression.isVariableDeclarationExpr()) {
      return expression.asVariableDeclarationExpr().getVariables().stream()
          .flatMap(variable -> variable.getInitializer().stream())
          .filter(Expression::isMethodCallExpr)
          .map(Expression::asMethodCallExpr)
          .filter(call -> Set.of("writeLock", "acquire").contains(call.getNameAsString()))
          .filter(call -> !call.getNameAsString().equals("writeLock") || isStamp(statement))
          .findFirst();
    }
    return Optional.of(expression)
        .filter(Expression::isMethodCallExpr)
        .map(Expression::asMethodCallExpr)
        .filter(call -> call.getNameAsString().equals("lock"));
  }

  private static boolean isStamp(ExpressionStmt statement) {
    return statement
        .getExpression()
        .asVariableDeclarationExpr()
        .getElementType()
        .asString()
        .equals("long");
  }

  private static boolean releases(ExpressionStmt end, MethodCallExpr taken, Statement statement) {
    if (!end.getExpression().isMethodCallExpr()) {
      return false;
    }
    MethodCallExpr call = end.getExpression().asMethodCallExpr();
    return call.getNameAsString().equals(UNLOCKS.get(taken.getNameAsString()))
        && call.getScope()
            .map(Expression::toString)
            .equals(taken.getScope().map(Expression::toString))
        && Source.line(end) > Source.line(statement);
  }

  /** The try statement in the same block, with nothing but other locks in between. */
  private static Optional<TryStmt> bodyAfter(Statement lock) {
    NodeList<Statement> siblings = Source.siblings(lock);
    for (int i = siblings.indexOf(lock) + 1; i > 0 && i < siblings.size(); i++) {
      Statement next = siblings.get(i);
      if (next.isTryStmt()) {
        return Optional.of(next.asTryStmt());
      }
      if (!next.isExpressionStmt() || taken(next.asExpressionStmt()).isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Edit withoutLock(Source source, Section section) {
    return switch (section.call().getNameAsString()) {
      case "writeLock" -> source.replace(section.call(), "0");
      case "acquire" -> source.replace(section.call().getName(), "get");
      default -> source.delete(section.lock());
    };
  }

  static void dropped(MethodDeclaration method, Source source, Sink sink) {
    for (Section section : sections(method)) {
      List<Edit> edits = new ArrayList<>(List.of(withoutLock(source, section)));
      section.unlocks().forEach(unlock -> edits.add(source.delete(unlock)));
      sink.add(Source.line(section.lock()), "without " + section.what(), edits);
    }
  }

  static void notReleased(MethodDeclaration method, Source source, Sink sink) {
    for (Section section : sections(method)) {
      for (ExpressionStmt unlock : section.unlocks()) {
        sink.add(Source.line(unlock), section.what() + " is kept", List.of(source.delete(unlock)));
      }
    }
  }

  static void movedBefore(MethodDeclaration method, Source source, Sink sink) {
    for (Section section : sections(method)) {
      NodeList<Statement> statements = section.statements();
      for (int count = 1; count <= Math.min(3, statements.size() - 1); count++) {
        List<Edit> edits = new ArrayList<>();
        StringBuilder moved = new StringBuilder();
        for (Statement first : statements.subList(0, count)) {
          moved.append(source.text(first)).append(' ');
          edits.add(source.delete(first));
        }
        edits.add(source.before(section.lock(), moved.toString()));
        sink.add(
            Source.line(statements.get(0)),
            "before %s: %s%s"
                .formatted(
                    section.what(),
                    source.words(statements.get(0)),
                    count == 1 ? "" : " and %d more".formatted(count - 1)),
            edits);
      }
    }
  }

  static void checkedBefore(MethodDeclaration method, Source source, Sink sink) {
    for (Section section : sections(method)) {
      for (Statement statement : section.statements()) {
        if (statement instanceof IfStmt check) {
          sink.add(
              Source.line(check),
              "before %s: %s".formatted(section.what(), source.words(check.getCondition())),
              List.of(
                  source.before(
                      section.lock(),
                      "boolean early = %s;".formatted(source.text(check.getCondition()))),
                  source.replace(check.getCondition(), "early")));
        }
      }
    }
  }

  static void letEarly(MethodDeclaration method, Source source, Sink sink) {
    for (Section section : sections(method)) {
      NodeList<Statement> statements = section.statements();
      Optional<ExpressionStmt> unlock = section.unlockAtTheEnd();
      for (int count = 1; unlock.isPresent() && count <= Math.min(3, statements.size()); count++) {
        Statement first = statements.get(statements.size() - count);
        if (count == 1 && isConstant(first)) {
          continue;
        }
        String release = source.text(unlock.get());
        sink.add(
            Source.line(first),
            "after %s: %s".formatted(section.what(), source.words(first)),
            List.of(
                source.before(section.lock(), "boolean let = false;"),
                source.before(first, release + " let = true;"),
                source.replace(unlock.get(), "if (!let) { %s }".formatted(release))));
      }
    }
  }

  private static boolean isConstant(Statement statement) {
    return statement instanceof ReturnStmt end
        && end.getExpression()
            .map(value -> value.isFieldAccessExpr() || value.isLiteralExpr() || value.isNameExpr())
            .orElse(true);
  }

  static void readLock(MethodDeclaration method, Source source, Sink sink) {
    List<Edit> edits = new ArrayList<>();
    int line = 0;
    for (MethodCallExpr call : method.findAll(MethodCallExpr.class)) {
      String other = READ_FOR_WRITE.get(call.getNameAsString());
      if (other != null) {
        edits.add(source.replace(call.getName(), other));
        line = line == 0 ? Source.line(call) : line;
      }
    }
    for (NameExpr name : method.findAll(NameExpr.class)) {
      if (name.getNameAsString().equals("writeLock")) {
        edits.add(source.replace(name, "readLock"));
        line = line == 0 ? Source.line(name) : line;
      }
    }
    if (!edits.isEmpty()) {
      sink.add(line, "the read lock", edits);
    }
  }

  /** Of another worker, of the other kind, or one that nobody else has. */
  static void otherLock(MethodDeclaration method, Source source, Sink sink) {
    for (VariableDeclarator variable : method.findAll(VariableDeclarator.class)) {
      Optional<Expression> value = variable.getInitializer();
      if (value.isEmpty() || !variable.getTypeAsString().matches("Lock|StampedLock")) {
        continue;
      }
      Set<String> others = new LinkedHashSet<>();
      others.add(
          variable.getTypeAsString().equals("Lock")
              ? "new java.util.concurrent.locks.ReentrantLock()"
              : "new java.util.concurrent.locks.StampedLock()");
      String text = source.text(value.get());
      others.add(text.replace(".parent()", ""));
      others.add(text.replace("tableLock", "lifeLock"));
      others.add(text.replace("lifeLock", "tableLock"));
      for (String other : workers(method)) {
        others.add(text.replaceFirst("^\\w+(?=\\.)", other));
        others.add(text.replaceFirst("^\\w+\\.parent\\(\\)(?=\\.)", other));
      }
      others.remove(text);
      for (String other : others) {
        sink.add(
            Source.line(variable),
            "%s in place of %s".formatted(other, text),
            List.of(source.replace(value.get(), other)));
      }
    }
  }

  private static Set<String> workers(MethodDeclaration method) {
    Set<String> names = new LinkedHashSet<>();
    for (Parameter parameter : method.getParameters()) {
      if (parameter.getTypeAsString().equals("Worker")) {
        names.add(parameter.getNameAsString());
      }
    }
    for (VariableDeclarator variable : method.findAll(VariableDeclarator.class)) {
      if (variable.getTypeAsString().equals("Worker")) {
        names.add(variable.getNameAsString());
      }
    }
    return names;
  }

  static void order(MethodDeclaration method, Source source, Sink sink) {
    List<Section> sections = sections(method);
    for (int i = 0; i + 1 < sections.size(); i++) {
      Statement one = sections.get(i).lock();
      Statement two = sections.get(i + 1).lock();
      boolean both =
          one.isExpressionStmt()
              && sections.get(i).call().getNameAsString().equals("lock")
              && sections.get(i + 1).call().getNameAsString().equals("lock");
      if (both) {
        sink.add(
            Source.line(one),
            "%s before %s".formatted(sections.get(i + 1).what(), sections.get(i).what()),
            List.of(source.replace(one, source.text(two)), source.replace(two, source.text(one))));
      }
    }
  }
}
