//! What is linked, and how a row is said in a link: one JSON object, its columns in the order of the query.

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension, types::ValueRef};
use serde_json::{Map, Value};

use crate::store::values::sha256_hex;

/// A kind of thing that has links.
#[derive(Debug)]
pub(super) struct Thing {
    /// Its name in the chain.
    pub kind: &'static str,
    /// What a person calls it.
    pub noun: &'static str,
    /// Whether it is written once: then it has exactly one link.
    pub once: bool,
    /// The references of all there are.
    pub all: &'static str,
    /// The row under a reference; its column `at_us` is the time of the link. A blob (also a text cast to one, where it is
    /// long or private) is linked by its hash.
    pub row: &'static str,
    /// Its lines, where it has some.
    pub lines: Option<&'static str>,
}

/// Every kind, in the order in which a check looks at them.
pub(super) const THINGS: &[Thing] = &[
    Thing {
        kind: "approval",
        noun: "approval",
        once: false,
        all: "SELECT CAST(id AS TEXT) FROM approval ORDER BY id",
        row: "SELECT id,plan_hash,state,total,ccy,created_us,expires_us,decided_us,decided_by,CAST(payload AS BLOB) AS payload,
                coalesce(decided_us,created_us) AS at_us FROM approval WHERE id=?1",
        lines: Some(
            "SELECT line,purchase_id,NULL AS refund_id,intent_hash FROM approval_item WHERE approval_id=?1
             UNION ALL SELECT 0,NULL,refund_id,intent_hash FROM approval_refund WHERE approval_id=?1 ORDER BY 1,3",
        ),
    },
    Thing {
        kind: "purchase",
        noun: "purchase",
        once: false,
        all: "SELECT CAST(id AS TEXT) FROM purchase ORDER BY id",
        row: "SELECT id,intent_key,intent_hash,state,record_id,source,item,seller,product,sku,quantity,units,rebuy_slot,ccy,est,cap,
                actual,overrun,disputed,external,vendor,vendor_order,reference,generation,approval_id,approved_until_us,reason,
                CAST(evidence AS BLOB) AS evidence,updated_us AS at_us FROM purchase WHERE id=?1",
        lines: None,
    },
    Thing {
        kind: "move",
        noun: "move of a purchase",
        once: true,
        all: "SELECT CAST(id AS TEXT) FROM purchase_event ORDER BY id",
        row: "SELECT id,purchase_id,state,detail,at_us FROM purchase_event WHERE id=?1",
        lines: None,
    },
    Thing {
        kind: "effect",
        noun: "change to the outside world",
        once: false,
        all: "SELECT CAST(id AS TEXT) FROM effect ORDER BY id",
        row: "SELECT id,kind,subject,generation,version,vendor,key,state,request,request_sha256,pre_image,result,attempts,begun_us,
                first_sent_us,last_sent_us,reason,evidence,ended_us,coalesce(ended_us,last_sent_us) AS at_us FROM effect WHERE id=?1",
        lines: None,
    },
    Thing {
        kind: "refund",
        noun: "refund",
        once: false,
        all: "SELECT CAST(id AS TEXT) FROM refund ORDER BY id",
        row: "SELECT id,intent_key,intent_hash,state,channel,ext_order,ext_line,slot,buyer,ccy,amount,allowed,policy,code,vendor,
                reference,generation,vendor_refund,actual,overrun,beyond,approval_id,authorised_by,authorised_us,authorised_until_us,
                reason,updated_us AS at_us FROM refund WHERE id=?1",
        lines: None,
    },
    Thing {
        kind: "refund_move",
        noun: "move of a refund",
        once: true,
        all: "SELECT CAST(id AS TEXT) FROM refund_event ORDER BY id",
        row: "SELECT id,refund_id,state,detail,at_us FROM refund_event WHERE id=?1",
        lines: None,
    },
    Thing {
        kind: "bid",
        noun: "move in a deal",
        once: true,
        all: "SELECT CAST(id AS TEXT) FROM deal_move ORDER BY id",
        row: "SELECT id,deal_id,who,act,price,ticket_id,inbox_id,CAST(detail AS BLOB) AS detail,at_us FROM deal_move WHERE id=?1",
        lines: None,
    },
    // What a model said is linked by its hash: the chain is exported and kept, a customer's words are not.
    Thing {
        kind: "advice",
        noun: "call of a model",
        once: true,
        all: "SELECT CAST(id AS TEXT) FROM advice_call ORDER BY id",
        row: "SELECT id,role,subject,provider,model,prompt_sha256,CAST(bounds AS BLOB) AS bounds,CAST(reply AS BLOB) AS reply,
                CAST(act AS BLOB) AS act,CAST(effective AS BLOB) AS effective,CAST(why AS BLOB) AS why,kept_id,at_us
              FROM advice_call WHERE id=?1",
        lines: None,
    },
    Thing {
        kind: "erasure",
        noun: "erasure",
        once: true,
        all: "SELECT CAST(id AS TEXT) FROM erased ORDER BY id",
        row: "SELECT id,kind,ref,notice,at_us FROM erased WHERE id=?1",
        lines: None,
    },
    Thing {
        kind: "fact",
        noun: "fact from outside",
        once: false,
        all: "SELECT source||'/'||ext_id FROM ext_fact",
        row: "SELECT source,ext_id,kind,amt,ccy,txn_id,CAST(payload AS BLOB) AS payload,at_us FROM ext_fact
                WHERE source=substr(?1,1,instr(?1,'/')-1) AND ext_id=substr(?1,instr(?1,'/')+1)",
        lines: None,
    },
    Thing {
        kind: "txn",
        noun: "transaction",
        once: true,
        all: "SELECT CAST(id AS TEXT) FROM txn ORDER BY id",
        row: "SELECT id,idem_key,kind,ref,reverses,sealed,at_us FROM txn WHERE id=?1",
        lines: Some(
            "SELECT e.line,a.code AS account,e.ccy,e.amt,e.lot_id,e.qty FROM entry e LEFT JOIN account a ON a.id=e.account_id
             WHERE e.txn_id=?1 ORDER BY e.line",
        ),
    },
    Thing {
        kind: "assertion",
        noun: "asserted balance",
        once: true,
        all: "SELECT CAST(id AS TEXT) FROM balance_assertion ORDER BY id",
        row: "SELECT id,account,ccy,day,until_us,amount,source,at_us FROM balance_assertion WHERE id=?1",
        lines: None,
    },
    Thing {
        kind: "limit",
        noun: "accepted limit",
        once: true,
        all: "SELECT CAST(id AS TEXT) FROM limit_accepted ORDER BY id",
        row: "SELECT id,name,value,previous,who,accepted_us AS at_us FROM limit_accepted WHERE id=?1",
        lines: None,
    },
    Thing {
        kind: "stop",
        noun: "stop or resumption",
        once: true,
        all: "SELECT CAST(id AS TEXT) FROM halt_event ORDER BY id",
        row: "SELECT id,what,scope,who,reason,at_us FROM halt_event WHERE id=?1",
        lines: None,
    },
    Thing {
        kind: "halt_buys",
        noun: "halt of purchases",
        once: false,
        all: "SELECT '1' FROM halt_buys",
        row: "SELECT ?1 AS id,(SELECT reason FROM halt_buys) AS reason,(SELECT since_us FROM halt_buys) AS at_us",
        lines: None,
    },
    Thing {
        kind: "halt",
        noun: "halt",
        once: false,
        all: "SELECT '1' FROM halt",
        row: "SELECT ?1 AS id,(SELECT reason FROM halt) AS reason,(SELECT since_us FROM halt) AS at_us",
        lines: None,
    },
];

/// The kind of this name.
pub(super) fn thing(kind: &str) -> Option<&'static Thing> {
    THINGS.iter().find(|thing| thing.kind == kind)
}

/// What the rows say now, or nothing where there is no such row.
pub(super) fn said(tx: &Connection, thing: &Thing, reference: &str) -> Result<Option<Map<String, Value>>> {
    let mut query = tx.prepare_cached(thing.row)?;
    let Some(mut body) = query.query_row([reference], |row| Ok(object(row))).optional()? else { return Ok(None) };
    if let Some(lines) = thing.lines {
        let mut query = tx.prepare_cached(lines)?;
        let rows = query.query_map([reference], |row| Ok(Value::Object(object(row))))?;
        body.insert("lines".into(), rows.collect::<rusqlite::Result<Vec<_>>>()?.into());
    }
    Ok(Some(body))
}

fn object(row: &rusqlite::Row<'_>) -> Map<String, Value> {
    let statement: &rusqlite::Statement<'_> = row.as_ref();
    let names = statement.column_names();
    names
        .into_iter()
        .enumerate()
        .map(|(place, name)| {
            let value = match row.get_ref(place).unwrap_or(ValueRef::Null) {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(number) => number.into(),
                ValueRef::Real(number) => number.to_string().into(),
                ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
                ValueRef::Blob(bytes) => format!("sha256:{}", sha256_hex(bytes)).into(),
            };
            (name.to_owned(), value)
        })
        .collect()
}
