import {
  Document,
  isMap,
  isNode,
  isSeq,
  Node,
  ToStringOptions,
  visit,
} from 'yaml';

/** How a document was written, so that it is written that way again: the first indented lines tell. */
export function yamlStyle(document: Document, text: string): ToStringOptions {
  let indent: number | undefined;
  let indentSeq: boolean | undefined;
  visit(document, {
    Pair(_, { key, value }) {
      // What a patch has brought in was written by nobody.
      if (!isNode(key) || !isNode(value) || !value.range) return;
      const deeper = column(value, text) - column(key, text);
      if (isBlock(value) && isMap(value)) indent ??= deeper;
      if (isBlock(value) && isSeq(value)) indentSeq ??= deeper > 0;
    },
  });
  return {
    // Long lines stay as long as they are.
    lineWidth: 0,
    indent: indent ?? 2,
    indentSeq: indentSeq ?? true,
  };
}

function isBlock(node: Node): boolean {
  return (isMap(node) || isSeq(node)) && !node.flow;
}

function column({ range }: Node, text: string): number {
  const [start] = range ?? [0];
  return start - (text.lastIndexOf('\n', start - 1) + 1);
}
