export * from './CertaintyNote';
export * from './ReasonList';
export * from './sourceUrl';
