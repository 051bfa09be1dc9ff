export * from './OpenDiagram';
export * from './PathsSection';
