import java.awt.Color;
import java.io.File;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.types.IntervalSet;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/** Opens a file as Gephi's File > Open does and prints what it holds, fields parted by tabs, values as in a URL. */
public class Open {
    private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

    public static void main(String[] arguments) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        Workspace workspace = projects.getCurrentWorkspace();
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        Container container = importer.importFile(new File(arguments[0]));
        container.getLoader().setAutoScale(false);
        container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
        container.getReport().getIssues(Integer.MAX_VALUE).forEachRemaining(Open::issue);
        importer.process(container, new DefaultProcessor(), workspace);
        GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
        line("graph", model.isDirected(), model.isDynamic(), model.getTimeFormat());
        Graph graph = model.getGraph();
        for (Node node : graph.getNodes().toArray()) {
            Color colour = node.getColor();
            String rgb = colour.getRed() + " " + colour.getGreen() + " " + colour.getBlue();
            line("node", node.getId(), node.getLabel(), rgb, node.size(), node.x(), node.y(), time(node));
            values(node, model.getNodeTable());
        }
        for (Edge edge : graph.getEdges().toArray()) {
            Object source = edge.getSource().getId();
            Object target = edge.getTarget().getId();
            line("edge", edge.getId(), edge.getLabel(), source, target, edge.getTypeLabel(), time(edge));
            values(edge, model.getEdgeTable());
        }
        OUT.flush();
        System.exit(0);
    }

    private static void issue(Issue issue) {
        line("issue", issue.getLevel(), issue.getMessage());
    }

    private static String time(Element element) {
        IntervalSet set = (IntervalSet) element.getAttribute("timeset");
        if (set == null || set.isEmpty()) {
            return "";
        }
        double[] bounds = set.getIntervals();
        return (long) bounds[0] + " " + (long) bounds[bounds.length - 1];
    }

    private static void values(Element element, Iterable<Column> columns) {
        for (Column column : columns) {
            if (!column.isProperty() && element.getAttribute(column) != null) {
                line("value", column.getTitle(), element.getAttribute(column));
            }
        }
    }

    private static void line(Object... fields) {
        StringBuilder text = new StringBuilder();
        for (Object field : fields) {
            text.append(text.length() == 0 ? "" : "\t");
            text.append(URLEncoder.encode(String.valueOf(field), StandardCharsets.UTF_8));
        }
        OUT.print(text.append("\n"));
    }
}
