/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('object_places', table => {
    table.comment(
      'Where objects of clusters that are folders are written down',
    );
    table.text('cluster').notNullable();
    table.text('object').notNullable().comment('Kind namespace/name');
    table.text('file').notNullable();
    table.integer('line').notNullable();
    table.primary(['cluster', 'object']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('object_places');
};
