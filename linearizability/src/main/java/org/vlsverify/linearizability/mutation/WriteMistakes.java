package org.vlsverify.linearizability.mutation;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vlsverify.linearizability.mutation.Operators.Sink;

/** Mistakes with writes, calls and loops. */
final class WriteMistakes {
  private static final Set<String> LOCKS =
      Set.of("lock", "unlock", "unlockWrite", "unlockRead", "release");

  private static final Set<String> NARROW = Set.of("byte", "short");

  private WriteMistakes() {}

  /** An assignment or a call, other than of a lock. */
  private static boolean isWrite(Statement statement) {
    if (!(statement instanceof ExpressionStmt simple)) {
      return false;
    }
    Expression expression = simple.getExpression();
    if (expression instanceof MethodCallExpr call) {
      return !(LOCKS.contains(call.getNameAsString()) && call.getScope().isPresent())
          && !call.getNameAsString().startsWith("check")
          && !call.toString().startsWith("Waiting.");
    }
    return expression.isAssignExpr() || expression.isUnaryExpr();
  }

  static void dropped(MethodDeclaration method, Source source, Sink sink) {
    for (ExpressionStmt statement : method.findAll(ExpressionStmt.class, WriteMistakes::isWrite)) {
      sink.add(
          Source.line(statement),
          "without %s".formatted(source.words(statement)),
          List.of(source.delete(statement)));
    }
  }

  static void swapped(MethodDeclaration method, Source source, Sink sink) {
    for (BlockStmt block : method.findAll(BlockStmt.class)) {
      NodeList<Statement> statements = block.getStatements();
      for (int i = 0; i + 1 < statements.size(); i++) {
        Statement one = statements.get(i);
        Statement two = statements.get(i + 1);
        if (canMove(one) && canMove(two) && (isWrite(one) || isWrite(two))) {
          sink.add(
              Source.line(one),
              "%s comes before %s".formatted(source.words(two), source.words(one)),
              List.of(
                  source.replace(one, source.text(two)), source.replace(two, source.text(one))));
        }
      }
    }
  }

  private static boolean canMove(Statement statement) {
    return isWrite(statement)
        || statement.isIfStmt()
        || statement.isExpressionStmt()
            && statement.asExpressionStmt().getExpression().isVariableDeclarationExpr();
  }

  /** To the begin of the method, and behind the locks. */
  static void toldElsewhere(MethodDeclaration method, Source source, Sink sink) {
    for (ExpressionStmt call : method.findAll(ExpressionStmt.class, WriteMistakes::isTold)) {
      String text = source.text(call);
      Statement begin = method.getBody().orElseThrow().getStatement(0);
      if (begin != call) {
        sink.add(
            Source.line(call),
            "%s at the begin of the method".formatted(source.words(call)),
            List.of(source.delete(call), source.before(begin, text)));
      }
      Source.ancestor(call, TryStmt.class)
          .flatMap(TryStmt::getFinallyBlock)
          .flatMap(end -> end.getStatements().getLast())
          .ifPresent(
              last ->
                  sink.add(
                      Source.line(call),
                      "%s after the lock is released".formatted(source.words(call)),
                      List.of(source.delete(call), source.after(last, text))));
      NodeList<Statement> siblings = Source.siblings(call);
      int here = siblings.indexOf(call);
      if (here > 1) {
        sink.add(
            Source.line(call),
            "%s two statements earlier".formatted(source.words(call)),
            List.of(source.delete(call), source.before(siblings.get(here - 2), text)));
      }
    }
  }

  private static boolean isTold(ExpressionStmt statement) {
    return statement.getExpression() instanceof MethodCallExpr call
        && call.getScope().map(Expression::toString).filter("transport"::equals).isPresent();
  }

  static void narrowed(MethodDeclaration method, Source source, Sink sink) {
    List<Expression> values = new ArrayList<>();
    for (AssignExpr assignment : method.findAll(AssignExpr.class)) {
      values.add(assignment.getValue());
    }
    for (ReturnStmt end : method.findAll(ReturnStmt.class)) {
      end.getExpression().ifPresent(values::add);
    }
    for (Expression value : values) {
      boolean isNumber =
          value instanceof BinaryExpr arithmetic
              && Set.of("+", "-", "|", "<<", ">>>").contains(arithmetic.getOperator().asString());
      if (isNumber) {
        for (String type : NARROW.stream().sorted().toList()) {
          sink.add(
              Source.line(value),
              "%s as a %s".formatted(source.words(value), type),
              List.of(source.replace(value, "(%s) (%s)".formatted(type, source.text(value)))));
        }
      }
    }
    for (UnaryExpr counter : method.findAll(UnaryExpr.class)) {
      if (counter.getOperator() == UnaryExpr.Operator.POSTFIX_INCREMENT
          && counter.getParentNode().filter(ExpressionStmt.class::isInstance).isPresent()) {
        String field = source.text(counter.getExpression());
        for (String type : NARROW.stream().sorted().toList()) {
          sink.add(
              Source.line(counter),
              "%s as a %s".formatted(source.words(counter), type),
              List.of(source.replace(counter, "%s = (%s) (%s + 1)".formatted(field, type, field))));
        }
      }
    }
    for (MethodCallExpr call : method.findAll(MethodCallExpr.class)) {
      if (call.getNameAsString().equals("toUnsignedLong") && call.getArguments().size() == 1) {
        for (String mask : List.of("0xFFL", "0xFFFFL")) {
          sink.add(
              Source.line(call),
              "%s & %s".formatted(source.words(call), mask),
              List.of(
                  source.replace(
                      call, "(%s & %s)".formatted(source.text(call.getArgument(0)), mask))));
        }
      }
    }
  }

  static void loopStep(MethodDeclaration method, Source source, Sink sink) {
    for (ForStmt loop : method.findAll(ForStmt.class)) {
      loop.getCompare()
          .filter(BinaryExpr.class::isInstance)
          .map(BinaryExpr.class::cast)
          .ifPresent(
              bound ->
                  sink.add(
                      Source.line(loop),
                      "without the last round of " + source.words(bound),
                      List.of(source.after(bound.getRight(), "- 1"))));
      loop.getInitialization()
          .getFirst()
          .filter(Expression::isVariableDeclarationExpr)
          .flatMap(first -> first.asVariableDeclarationExpr().getVariable(0).getInitializer())
          .ifPresent(
              first ->
                  sink.add(
                      Source.line(loop),
                      "without the first round from " + source.words(first),
                      List.of(source.after(first, "+ 1"))));
    }
    for (Statement loop : method.findAll(Statement.class)) {
      body(loop)
          .ifPresent(
              body -> {
                Optional<Statement> last = body.getStatements().getLast();
                last.filter(end -> !end.isReturnStmt() && !end.isBreakStmt())
                    .ifPresent(
                        end ->
                            sink.add(
                                Source.line(loop),
                                "only one round",
                                List.of(source.after(end, "if (true) { break; }"))));
              });
    }
  }

  private static Optional<BlockStmt> body(Statement loop) {
    Statement body = null;
    if (loop instanceof ForStmt counted) {
      body = counted.getBody();
    } else if (loop instanceof ForEachStmt each) {
      body = each.getBody();
    } else if (loop instanceof WhileStmt repeated) {
      body = repeated.getBody();
    } else if (loop instanceof DoStmt repeated) {
      body = repeated.getBody();
    }
    return Optional.ofNullable(body).filter(BlockStmt.class::isInstance).map(BlockStmt.class::cast);
  }
}
