export { PathDiagram } from './PathDiagram';
export type { Pick } from './PathDiagram';
export { PathList, describePath } from './PathList';
export type { DiagramLink, DiagramNode } from './diagramGraph';
