//! Before any budget is held: proposed, approved, given up.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{COLUMNS, Purchase, PurchaseState, from_row, load, must_be, note, reserve::release, step};
use crate::{
    domain::{
        money::{Money, Rounding},
        sku,
    },
    error,
    store::{
        Store,
        values::{Ccy, Us, sha256_hex, to_json},
    },
};

/// A purchase to propose.
#[derive(Clone, Debug)]
pub struct NewPurchase {
    /// The record that it comes from.
    pub record_id: String,
    /// The offer's source.
    pub source: String,
    /// The source's item id.
    pub item: String,
    /// The seller at a marketplace, or empty.
    pub seller: String,
    /// The product key.
    pub product: Option<String>,
    /// Our SKU; unset is made from the product and the condition.
    pub sku: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The condition.
    pub condition: Option<String>,
    /// Purchase units.
    pub quantity: u32,
    /// Sellable units in them.
    pub units: u32,
    /// What it should cost in total, landed.
    pub est: Money,
    /// The most that it may cost in total, landed.
    pub cap: Money,
    /// Who takes the order.
    pub vendor: String,
    /// 0, unless a policy or the operator wants the same offer again.
    pub rebuy_slot: u32,
    /// What it was decided on.
    pub evidence: Option<Value>,
}

impl NewPurchase {
    /// As a purchase that is in no books: what the limits are asked about before an offer is made.
    pub fn draft(&self, now: Timestamp) -> Result<Purchase> {
        let Intent { hash, reference, est, cap, sku, .. } = intent(self, self.rebuy_slot)?;
        let money = |minor| Money::from_minor(minor, self.est.currency());
        Ok(Purchase {
            id: 0,
            record_id: self.record_id.clone(),
            state: PurchaseState::Proposed,
            source: self.source.clone(),
            item: self.item.clone(),
            seller: self.seller.clone(),
            product: self.product.clone(),
            sku,
            title: self.title.clone(),
            condition: self.condition.clone(),
            quantity: self.quantity,
            units: self.units,
            est: money(est),
            cap: money(cap),
            actual: None,
            overrun: false,
            vendor: self.vendor.clone(),
            vendor_order: None,
            reference,
            intent_hash: hash,
            attempts: 0,
            reason: None,
            tracking: None,
            approval_id: None,
            proposed_at: now,
            approved_until: None,
            reserved_at: None,
            first_sent_at: None,
            placed_at: None,
            received_at: None,
        })
    }
}

/// What became of a proposal.
#[derive(Clone, Debug, PartialEq)]
pub enum Proposed {
    /// It is new, or replaces an earlier proposal that was not sent yet.
    New(Purchase),
    /// The same offer was proposed or bought before; this is how it stands.
    Existing(Purchase),
}

impl Proposed {
    /// The purchase, new or not.
    pub fn purchase(&self) -> &Purchase {
        match self {
            Self::New(purchase) | Self::Existing(purchase) => purchase,
        }
    }
}

/// What is stored of a new purchase beside its own fields.
struct Intent {
    key: String,
    hash: String,
    reference: String,
    est: i64,
    cap: i64,
    sku: String,
}

impl Store {
    /// Proposes a purchase. The same offer of the same seller is one intent: proposing it again returns what is there,
    /// whoever else proposed it. A proposal that was not sent yet and differs in price or quantity is given up for the
    /// new one, which needs a new approval.
    pub fn propose(&mut self, new: &NewPurchase, now: Timestamp) -> Result<Proposed> {
        self.write(|tx| {
            let mut slot = new.rebuy_slot;
            if let Some((last, last_slot)) = newest(tx, new)?
                && last_slot >= slot
            {
                let same = last.intent_hash == intent(new, last_slot)?.hash;
                let unsent = matches!(last.state, PurchaseState::Proposed | PurchaseState::Approved);
                match last.state {
                    // A no holds until the price or the quantity is another one.
                    PurchaseState::Voided if same && last.reason.as_deref().is_some_and(is_no) => {
                        return Ok(Proposed::Existing(last));
                    }
                    PurchaseState::Voided => slot = last_slot + 1,
                    // It is proven that nothing was bought then, and it is another offer now.
                    PurchaseState::Rejected | PurchaseState::Cancelled if !same => slot = last_slot + 1,
                    _ if unsent && !same => {
                        step(tx, &last, PurchaseState::Voided, Some("replaced by a new proposal"), now)?;
                        slot = last_slot + 1;
                    }
                    _ => return Ok(Proposed::Existing(last)),
                }
            }
            insert(tx, new, slot, now).map(Proposed::New)
        })
    }

    /// Approves exactly what was shown: `intent_hash` is the purchase's at that moment. Until `until` it may be reserved.
    pub fn approve(
        &mut self,
        id: i64,
        intent_hash: &str,
        who: &str,
        until: Timestamp,
        approval: Option<i64>,
        now: Timestamp,
    ) -> Result<Purchase> {
        self.write(|tx| approve(tx, id, intent_hash, who, until, approval, now))
    }

    /// Gives up a purchase that was never sent, or that is proven not to have been placed (`reason` is the proof).
    pub fn void(&mut self, id: i64, reason: &str, now: Timestamp) -> Result<Purchase> {
        use PurchaseState::{Approved, Manual, Proposed, Reserved};
        self.write(|tx| {
            let purchase = load(tx, id)?;
            must_be(&purchase, &[Proposed, Approved, Reserved, Manual], "given up")?;
            anyhow::ensure!(
                purchase.state != Manual || !is_sent(tx, id)?,
                "purchase {id} may have been placed: `arb resolve` settles it"
            );
            release(tx, &purchase)?;
            step(tx, &purchase, PurchaseState::Voided, Some(reason), now)?;
            load(tx, id)
        })
    }
}

/// Whether its order may have left.
fn is_sent(tx: &Connection, id: i64) -> Result<bool> {
    Ok(tx.query_row(
        "SELECT EXISTS(SELECT 1 FROM effect WHERE kind='purchase' AND subject=?1 AND state IN('submitting','unknown','manual'))",
        [id],
        |row| row.get(0),
    )?)
}

/// Why a purchase that `who` said no to was given up.
pub(in crate::store) fn no_from(who: &str) -> String {
    format!("rejected by {who}")
}

fn is_no(reason: &str) -> bool {
    reason.starts_with("rejected by ")
}

pub(in crate::store) fn approve(
    tx: &Connection,
    id: i64,
    intent_hash: &str,
    who: &str,
    until: Timestamp,
    approval: Option<i64>,
    now: Timestamp,
) -> Result<Purchase> {
    let purchase = load(tx, id)?;
    if purchase.state == PurchaseState::Voided {
        must_be(&purchase, &[PurchaseState::Proposed, PurchaseState::Approved], "approved")?;
    }
    if purchase.intent_hash != intent_hash {
        return Err(error::refused(format!("purchase {id} changed after it was shown"))
            .code("intent_changed")
            .hint("look at the new plan and approve that")
            .into());
    }
    if !matches!(purchase.state, PurchaseState::Proposed | PurchaseState::Approved) {
        // Exactly this was approved before, and its money put aside, by a run that died or by another process.
        return Ok(purchase);
    }
    step(tx, &purchase, PurchaseState::Approved, Some(who), now)?;
    tx.execute(
        "UPDATE purchase SET approved_us=?2, approved_until_us=?3, approval_id=coalesce(?4,approval_id) WHERE id=?1",
        params![id, Us(now), Us(until), approval],
    )?;
    load(tx, id)
}

/// The newest purchase of this offer, and its rebuy slot.
fn newest(tx: &Connection, new: &NewPurchase) -> Result<Option<(Purchase, u32)>> {
    let sql = format!(
        "SELECT {COLUMNS},rebuy_slot FROM purchase WHERE source=?1 AND item=?2 AND seller=?3 ORDER BY rebuy_slot DESC, id DESC LIMIT 1"
    );
    Ok(tx
        .prepare_cached(&sql)?
        .query_row(params![new.source, new.item, new.seller], |row| Ok((from_row(row)?, row.get("rebuy_slot")?)))
        .optional()?)
}

fn insert(tx: &Connection, new: &NewPurchase, slot: u32, now: Timestamp) -> Result<Purchase> {
    let Intent { key, hash, reference, est, cap, sku } = intent(new, slot)?;
    tx.prepare_cached(
        "INSERT INTO purchase(intent_key,intent_hash,state,record_id,source,item,seller,product,sku,title,condition,quantity,
           units,rebuy_slot,ccy,est,cap,vendor,reference,evidence,proposed_us,updated_us)
         VALUES(?1,?2,'proposed',?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?20)",
    )?
    .execute(params![
        key,
        hash,
        new.record_id,
        new.source,
        new.item,
        new.seller,
        new.product,
        sku,
        new.title,
        new.condition,
        new.quantity,
        new.units,
        slot,
        Ccy(new.est.currency()),
        est,
        cap,
        new.vendor,
        reference,
        new.evidence.as_ref().map(to_json),
        Us(now)
    ])?;
    let id = tx.last_insert_rowid();
    note(tx, id, PurchaseState::Proposed.name(), None, now)?;
    load(tx, id)
}

/// The natural key (money-safety, purchase), the hash that an approval binds to, and the vendor's reference.
fn intent(new: &NewPurchase, slot: u32) -> Result<Intent> {
    anyhow::ensure!(new.est.currency() == new.cap.currency(), "a purchase has one currency");
    anyhow::ensure!(new.quantity > 0 && new.units > 0, "`{}`: a purchase has at least one unit", new.record_id);
    let est = new.est.to_minor(Rounding::Up)?;
    let cap = new.cap.to_minor(Rounding::Down)?.max(est);
    anyhow::ensure!(est > 0, "`{}`: a purchase costs more than nothing", new.record_id);
    let sku = new
        .sku
        .clone()
        .unwrap_or_else(|| sku::of(new.product.as_deref().unwrap_or(&new.record_id), new.condition.as_deref()));
    let (quantity, slot) = (new.quantity.to_string(), slot.to_string());
    let key = hashed(&["buy/1", &new.source, &new.item, &new.seller, &quantity, &slot]);
    let hash = hashed(&[
        &key,
        &est.to_string(),
        &cap.to_string(),
        new.est.currency().code(),
        &new.units.to_string(),
        &new.vendor,
        &sku,
    ]);
    let reference = reference(&key, 0);
    Ok(Intent { key, hash, reference, est, cap, sku })
}

/// SHA-256 of parts that can't run into each other: each is preceded by its length.
pub(in crate::store) fn hashed(parts: &[&str]) -> String {
    let joined: String = parts.iter().map(|part| format!("{}|{part}", part.len())).collect();
    sha256_hex(joined.as_bytes())
}

/// What the vendor is given as our reference: `arb1-` and 26 characters of base32. A generation is sent once.
pub(in crate::store) fn reference(intent_key: &str, generation: u32) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let digest = Sha256::digest(format!("{intent_key}|{generation}").as_bytes());
    let mut text = String::from("arb1-");
    let (mut bits, mut held) = (0_u32, 0);
    let mut bytes = digest.iter();
    while text.len() < 5 + 26 {
        if held < 5 {
            bits = (bits << 8) | u32::from(*bytes.next().expect("26 characters take 130 of 256 bits"));
            held += 8;
        }
        held -= 5;
        text.push(char::from(ALPHABET[usize::try_from((bits >> held) & 31).expect("five bits")]));
        bits &= (1 << held) - 1;
    }
    text
}
