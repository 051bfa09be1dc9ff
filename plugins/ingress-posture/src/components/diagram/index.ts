export * from './diagramFile';
export * from './diagramGraph';
export * from './PathDiagram';
export * from './PathList';
