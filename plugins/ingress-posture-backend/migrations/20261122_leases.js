/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('leases', table => {
    table.comment('Which replica of the backend follows which cluster');
    table.text('cluster').primary();
    table.text('holder').comment('Null when it was given back');
    table
      .bigInteger('renewals')
      .notNullable()
      .comment('Grows while the holder lives; no clock is compared');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('leases');
};
