package org.syrinx.compare.internal.report;

import org.syrinx.compare.internal.run.ArmResult;
import org.syrinx.compare.internal.run.Comparison;
import org.syrinx.compare.internal.run.Installation;

/** What ran, and how to run it again. */
final class Provenance {
    private Provenance() {}

    static void write(Comparison c, StringBuilder out) {
        Installation i = c.installation();
        out.append("<section id=\"provenance\"><h2>What ran</h2><p>")
                .append(Html.text(i.engine()))
                .append("; Java ")
                .append(Html.text(i.java()))
                .append("; ")
                .append(Html.text(i.machine()))
                .append(".</p><p>The file <code>manifest.json</code> beside this page names every")
                .append(" text, seed, weight and bundle with its digest. To cite this comparison,")
                .append(" give its number ")
                .append("<code>")
                .append(Html.text(c.id()))
                .append("</code> and the manifest; to run it again:</p>")
                .append("<pre>./syrinx compare --from manifest.json --out again</pre>")
                .append("<details><summary>Weights</summary><dl>");
        for (ArmResult arm : c.arms()) {
            out.append("<dt>")
                    .append(Html.text(arm.name()))
                    .append(" <code>")
                    .append(Html.text(arm.spec().text()))
                    .append("</code></dt><dd>");
            if (arm.stages().isEmpty()) {
                out.append("no stages");
            }
            arm.stages()
                    .forEach(
                            (role, info) ->
                                    out.append(Html.text(role.key()))
                                            .append(": ")
                                            .append(Html.text(info.model()))
                                            .append(' ')
                                            .append(
                                                    Html.text(
                                                            info.fingerprint().isEmpty()
                                                                    ? "no weights"
                                                                    : info.fingerprint()))
                                            .append(' ')
                                            .append(Html.text(info.details()))
                                            .append("<br>"));
            out.append("</dd>");
        }
        out.append("</dl></details><details><summary>Bundles</summary><div class=\"scroll\">")
                .append("<table><thead><tr><th scope=\"col\">Bundle</th>")
                .append("<th scope=\"col\">Version</th><th scope=\"col\">Digest</th></tr></thead>")
                .append("<tbody>");
        i.bundles()
                .forEach(
                        (name, facts) ->
                                out.append("<tr><th scope=\"row\">")
                                        .append(Html.text(name))
                                        .append("</th><td>")
                                        .append(Html.text(facts.version()))
                                        .append("</td><td><code>")
                                        .append(Html.text(facts.digest()))
                                        .append("</code></td></tr>"));
        out.append("</tbody></table></div></details></section>\n");
    }
}
