//! The fields of an offer and what suppliers call them.

use super::header::Vocabulary;

/// The fields of an offer and the names they go by, the surest first.
///
/// What a shop is asked to pay later (list price, MSRP, sale price on the marketplace) is never the cost.
pub static VOCABULARY: Vocabulary = &[
    (
        "cost",
        "cost unitcost costprice buycost buyprice buyingprice purchaseprice purchasecost wholesale \
         wholesaleprice dealerprice dealercost dealernet netprice netcost yourprice yourcost supplierprice \
         suppliercost sourceprice tradeprice costpercase caseprice casecost einkaufspreis ekpreis ek \
         nettopreis prixachat prixnet preciocoste preciocompra unitprice priceperunit priceeach itemprice \
         price offerprice currentprice currentpriceraw askingprice asking pricevalue preis prix precio prezzo \
         prijs cena",
    ),
    (
        "shipping",
        "shipping shippingcost shippingprice shippingfee inboundshipping postage delivery deliverycost \
         freight versand versandkosten fraisdeport livraison",
    ),
    ("currency", "currency currencycode pricecurrency curr ccy wahrung waehrung devise moneda"),
    ("gtin", "gtin gtin14 gtin13 gtin12 globaltradeitemnumber"),
    ("isbn", "isbn13 isbn isbn10 isbnean"),
    ("ean", "ean ean13 ean8 eanupc upcean"),
    ("upc", "upc upca upce upc12 unitupc"),
    ("barcode", "barcode barcodes eachbarcode unitbarcode strichcode identifier"),
    ("asin", "asin amazonasin"),
    ("ebay_epid", "epid ebayepid ebayproductid"),
    ("tcgplayer_product", "tcgplayerid tcgplayerproductid tcgplayerproduct"),
    (
        "sku",
        "sku suppliersku vendorsku itemsku itemnumber itemno itemcode productcode productnumber \
         partnumber stockcode stocknumber articlenumber artikelnummer artikelnr artnr bestellnummer reference \
         ref catalognumber styleno model modelnumber mpn listingid offerid productid itemid postid id item",
    ),
    (
        "title",
        "title producttitle itemtitle productname itemname name description productdescription \
         itemdescription product titel bezeichnung beschreibung artikel titre designation nom titulo nombre \
         descripcion titolo",
    ),
    ("brand", "brand brandname manufacturer mfr publisher marke hersteller marque fabricant marca"),
    (
        "category",
        "category categoryname productcategory department productgroup kategorie warengruppe categorie \
         categoria",
    ),
    ("condition", "condition itemcondition productcondition zustand etat grade"),
    ("seller", "seller sellername vendor supplier store shop merchant lieferant handler"),
    (
        "quantity",
        "quantity qty quantityavailable qtyavailable availableqty availablequantity available stock stockqty \
         stocklevel instock onhand qtyonhand inventory menge bestand lagerbestand quantite cantidad quantita",
    ),
    (
        "pack",
        "pack packsize packqty packquantity casepack caseqty casequantity casesize unitspercase unitsperpack \
         qtypercase innerpack itemspercase packungseinheit verpackungseinheit ve",
    ),
    ("url", "url link producturl itemurl productlink sourceurl itemweburl weburl href"),
    ("weight", "weight itemweight unitweight shippingweight packageweight grossweight gewicht poids peso"),
    ("dims", "dims dimensions size packagedimensions itemdimensions masse abmessungen"),
    ("length", "length packagelength itemlength lange longueur"),
    ("width", "width packagewidth itemwidth breite largeur"),
    ("height", "height packageheight itemheight hohe hauteur"),
];
