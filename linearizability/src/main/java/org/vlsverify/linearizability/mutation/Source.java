package org.vlsverify.linearizability.mutation;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.Position;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A source file, its syntax tree, and changes of its text. */
final class Source {
  private final String name;
  private final String text;
  private final CompilationUnit unit;
  private final List<Integer> lineStarts = new ArrayList<>(List.of(0));

  /** A text in place of that from {@code begin} to before {@code end}. */
  record Edit(int begin, int end, String text) {}

  Source(String name, String text) {
    this.name = name;
    this.text = text;
    this.unit =
        new JavaParser(new ParserConfiguration().setLanguageLevel(LanguageLevel.JAVA_17))
            .parse(text)
            .getResult()
            .orElseThrow(() -> new IllegalArgumentException(name + ".java cannot be parsed."));
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        lineStarts.add(i + 1);
      }
    }
  }

  String name() {
    return name;
  }

  CompilationUnit unit() {
    return unit;
  }

  /** The methods with a body, in the order of the file. */
  List<MethodDeclaration> methods() {
    return unit.findAll(MethodDeclaration.class, method -> method.getBody().isPresent());
  }

  private int offset(Position position) {
    return lineStarts.get(position.line - 1) + position.column - 1;
  }

  int begin(Node node) {
    return offset(node.getBegin().orElseThrow());
  }

  int end(Node node) {
    return offset(node.getEnd().orElseThrow()) + 1;
  }

  static int line(Node node) {
    return node.getBegin().orElseThrow().line;
  }

  String text(Node node) {
    return text.substring(begin(node), end(node));
  }

  /** On one line, and not long. */
  String words(Node node) {
    String line = text(node).replaceAll("(?s)/\\*.*?\\*/|//[^\n]*", "").replaceAll("\\s+", " ");
    return line.length() > 80 ? line.substring(0, 77) + "..." : line;
  }

  Edit replace(Node node, String by) {
    return new Edit(begin(node), end(node), by);
  }

  Edit delete(Node node) {
    return replace(node, "");
  }

  Edit before(Node node, String added) {
    return new Edit(begin(node), begin(node), added + " ");
  }

  Edit after(Node node, String added) {
    return new Edit(end(node), end(node), " " + added);
  }

  /** The text with changes that do not overlap. */
  String with(List<Edit> edits) {
    List<Edit> sorted = new ArrayList<>(edits);
    sorted.sort(Comparator.comparingInt(Edit::begin).thenComparingInt(Edit::end));
    StringBuilder changed = new StringBuilder();
    int done = 0;
    for (Edit edit : sorted) {
      if (edit.begin() < done) {
        throw new IllegalArgumentException("changes of %s overlap".formatted(name));
      }
      changed.append(text, done, edit.begin()).append(edit.text());
      done = edit.end();
    }
    return changed.append(text.substring(done)).toString();
  }

  /** The nearest node of a kind that a node is in. */
  static <T extends Node> Optional<T> ancestor(Node node, Class<T> kind) {
    Optional<Node> parent = node.getParentNode();
    while (parent.isPresent() && !kind.isInstance(parent.get())) {
      parent = parent.get().getParentNode();
    }
    return parent.map(kind::cast);
  }

  /** The statements of the block that a statement is in; empty if it is in no block. */
  static NodeList<Statement> siblings(Statement statement) {
    return statement
        .getParentNode()
        .filter(BlockStmt.class::isInstance)
        .map(block -> ((BlockStmt) block).getStatements())
        .orElseGet(NodeList::new);
  }
}
