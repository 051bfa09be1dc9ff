export * from './EndOfLifeView';
