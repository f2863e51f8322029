package org.vlsverify.linearizability.mutation;

import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.vlsverify.linearizability.mutation.Operators.Sink;
import org.vlsverify.linearizability.mutation.Source.Edit;

/** Mistakes with compare-and-set. */
final class CasMistakes {
  private CasMistakes() {}

  private static Stream<MethodCallExpr> all(MethodDeclaration method) {
    return method.findAll(MethodCallExpr.class).stream()
        .filter(call -> call.getNameAsString().matches("(weak)?[cC]ompareAndSet\\w*"));
  }

  static void ignored(MethodDeclaration method, Source source, Sink sink) {
    all(method)
        .forEach(
            cas ->
                sink.add(
                    Source.line(cas),
                    "%s is taken for a success".formatted(source.words(cas)),
                    List.of(source.replace(cas, "(%s || true)".formatted(source.text(cas))))));
  }

  static void set(MethodDeclaration method, Source source, Sink sink) {
    all(method)
        .forEach(
            cas -> {
              List<String> arguments =
                  new ArrayList<>(cas.getArguments().stream().map(source::text).toList());
              if (arguments.size() < 2) {
                return;
              }
              arguments.remove(arguments.size() - 2);
              String swap =
                  "%s.getAndSet(%s)"
                      .formatted(
                          cas.getScope().map(source::text).orElse("this"),
                          String.join(", ", arguments));
              sink.add(
                  Source.line(cas),
                  "%s sets whatever was there".formatted(source.words(cas)),
                  List.of(
                      source.replace(
                          cas, "(java.util.Objects.hashCode(%s) == 0 || true)".formatted(swap))));
            });
  }

  static void staleRetry(MethodDeclaration method, Source source, Sink sink) {
    for (Statement loop : method.findAll(Statement.class, CasMistakes::isLoop)) {
      for (ExpressionStmt statement : loop.findAll(ExpressionStmt.class)) {
        if (statement.getExpression() instanceof AssignExpr assignment
            && assignment.getTarget().isNameExpr()
            && (assignment.getValue().isMethodCallExpr() || assignment.getValue().isNameExpr())) {
          sink.add(
              Source.line(statement),
              "without %s in the loop".formatted(source.words(statement)),
              List.of(source.delete(statement)));
        }
      }
      for (VariableDeclarator variable : loop.findAll(VariableDeclarator.class)) {
        variable
            .getInitializer()
            .filter(Expression::isMethodCallExpr)
            .ifPresent(
                value -> {
                  String stale = variable.getNameAsString() + "Stale";
                  List<Edit> edits =
                      List.of(
                          source.before(loop, "var %s = %s;".formatted(stale, source.text(value))),
                          source.replace(value, stale));
                  sink.add(
                      Source.line(variable),
                      "%s is the same in each round".formatted(variable.getNameAsString()),
                      edits);
                });
      }
    }
  }

  private static boolean isLoop(Statement statement) {
    return statement instanceof WhileStmt
        || statement instanceof DoStmt
        || statement instanceof ForStmt;
  }
}
