export * from './clusterStates';
export * from './descriptor';
export * from './glyphs';
export * from './postures';
export * from './tones';
export * from './wires';
export * from './words';
