package org.vlsverify.linearizability.mutation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BinaryExpr.Operator;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.vlsverify.linearizability.mutation.Operators.Sink;

/** Mistakes with checks, and with the values that they read. */
final class CheckMistakes {
  private static final String LOCKS = "(?i).*lock|acquire|await";

  private CheckMistakes() {}

  static void dropped(MethodDeclaration method, Source source, Sink sink) {
    for (IfStmt check : method.findAll(IfStmt.class)) {
      if (check.getElseStmt().isEmpty()) {
        sink.add(
            Source.line(check),
            "without the check %s".formatted(source.words(check.getCondition())),
            List.of(source.delete(check)));
      }
    }
    for (ConditionalExpr choice : method.findAll(ConditionalExpr.class)) {
      for (Expression taken : List.of(choice.getThenExpr(), choice.getElseExpr())) {
        sink.add(
            Source.line(choice),
            "always %s, whether %s or not"
                .formatted(source.words(taken), source.words(choice.getCondition())),
            List.of(source.replace(choice, "(%s)".formatted(source.text(taken)))));
      }
    }
  }

  static void operandDropped(MethodDeclaration method, Source source, Sink sink) {
    for (BinaryExpr both : method.findAll(BinaryExpr.class)) {
      if (both.getOperator() == Operator.AND || both.getOperator() == Operator.OR) {
        for (Expression kept : List.of(both.getLeft(), both.getRight())) {
          sink.add(
              Source.line(both),
              "only %s of %s".formatted(source.words(kept), source.words(both)),
              List.of(source.replace(both, "(%s)".formatted(source.text(kept)))));
        }
      }
    }
  }

  /** Calls without arguments that occur twice: the second one uses the value of the first one. */
  static void readOnce(MethodDeclaration method, Source source, Sink sink) {
    Map<String, MethodCallExpr> first = new LinkedHashMap<>();
    for (MethodCallExpr call : method.findAll(MethodCallExpr.class)) {
      if (!isRead(call)) {
        continue;
      }
      MethodCallExpr known = first.putIfAbsent(call.toString(), call);
      if (known == null) {
        continue;
      }
      statement(known)
          .filter(begin -> encloses(begin, call))
          .ifPresent(
              begin ->
                  sink.add(
                      Source.line(call),
                      "%s is read before, in line %d".formatted(call, Source.line(begin)),
                      List.of(
                          source.before(begin, "var once = %s;".formatted(call)),
                          source.replace(known, "once"),
                          source.replace(call, "once"))));
    }
    // A query of an element that is repeated in a loop.
    for (Statement loop : method.findAll(Statement.class, Statement::isForStmt)) {
      for (VariableDeclarator variable : loop.findAll(VariableDeclarator.class)) {
        Optional<Expression> value = variable.getInitializer().filter(Expression::isMethodCallExpr);
        if (value.isPresent() && !value.get().asMethodCallExpr().getNameAsString().matches(LOCKS)) {
          String early = variable.getNameAsString() + "Early";
          sink.add(
              Source.line(variable),
              "%s is read before the loop".formatted(source.words(value.get())),
              List.of(
                  source.before(loop, "var %s = %s;".formatted(early, source.text(value.get()))),
                  source.replace(value.get(), early)));
        }
      }
    }
  }

  private static boolean isRead(MethodCallExpr call) {
    return call.getArguments().isEmpty()
        && call.getScope().isPresent()
        && !call.getNameAsString().matches(LOCKS)
        && !call.getParentNode().filter(parent -> isStatement(parent)).isPresent()
        && Source.ancestor(call, LambdaExpr.class).isEmpty();
  }

  private static boolean isStatement(Node node) {
    return node instanceof Statement statement && statement.isExpressionStmt();
  }

  /** The statement of a block that has the node in it. */
  private static Optional<Statement> statement(Node node) {
    return Stream.iterate(
            Optional.of(node), Optional::isPresent, known -> known.flatMap(Node::getParentNode))
        .map(Optional::get)
        .filter(Statement.class::isInstance)
        .map(Statement.class::cast)
        .filter(candidate -> !Source.siblings(candidate).isEmpty())
        .findFirst();
  }

  /** Whether the block of the statement has the node in it. */
  private static boolean encloses(Statement begin, Node node) {
    return begin.getParentNode().filter(block -> block.isAncestorOf(node)).isPresent();
  }

  /** A variable with the value of a call: each of its uses calls again. */
  static void readTwice(MethodDeclaration method, Source source, Sink sink) {
    for (VariableDeclarator variable : method.findAll(VariableDeclarator.class)) {
      Optional<Expression> value = variable.getInitializer();
      if (value.isEmpty()
          || !value.get().isMethodCallExpr()
          || value.get().asMethodCallExpr().getNameAsString().matches(LOCKS)
          || variable.getTypeAsString().endsWith("Lock")) {
        continue;
      }
      for (NameExpr use : method.findAll(NameExpr.class)) {
        boolean isUse =
            use.getNameAsString().equals(variable.getNameAsString())
                && Source.line(use) > Source.line(variable)
                && !isAssigned(use);
        if (isUse) {
          sink.add(
              Source.line(use),
              "%s is read again as %s".formatted(use, source.words(value.get())),
              List.of(source.replace(use, "(%s)".formatted(source.text(value.get())))));
        }
      }
    }
  }

  private static boolean isAssigned(NameExpr use) {
    return use.getParentNode()
        .filter(parent -> parent instanceof AssignExpr assignment && assignment.getTarget() == use)
        .isPresent();
  }
}
