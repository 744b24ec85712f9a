import type { Importable } from '../records/importable.model'
import { productFields } from './products.model'

export const productImport: Importable = {
  fields: productFields,
  matchBy: ['externalId', 'code', 'name'],
  whose: 'product|item|artikel|produit|producto',
  fileName: /product|price|sku|artikel|produ[ik]t/i,
  idHeaders: ['productid'],
  commonWords: [],
  words: {
    name: 'name product productname item title produit nomproduit produkt produktname producto المنتج اسمالمنتج nazwa bezeichnung artikelbezeichnung artikel artikelname designation libelle nomduproduit article nombredelproducto الصنف',
    code: 'code sku productcode articlenumber artikelnummer reference ref codeproduit codigo رمزالمنتج kod codigodeproducto codigoproducto codearticle referencearticle artikelnr itemcode itemnumber رقمالصنف',
    family:
      'family series category productline group gamme famille kategorie categoria الفئة kategoria warengruppe productfamily productcategory artikelgruppe famillearticle',
    price:
      'price salesprice listprice unitprice amount prix preis precio السعر cena vkpreis verkaufspreis einzelpreis listenpreis prixunitaire prixht prixdevente preciounitario pvp standardprice سعرالوحدة',
    cost: 'cost unitcost purchaseprice costprice buyingprice einkaufspreis ekpreis ekpreisnetto selbstkosten coutunitaire prixdachat coutdachat costo coste preciodecompra التكلفة سعرالشراء koszt cenazakupu',
    taxClass:
      'taxclass vatclass taxcategory taxcode vatcode taxgroup steuerklasse mwstklasse steuerkategorie classedetva codetva categoriedetva claseimpuesto tipodeiva stawkavat klasapodatkowa فئةالضريبة فئهالضريبه',
    active: 'active enabled available actif aktiv activo نشط aktywny isactive productactive activ',
    description: 'description details beschreibung descripcion الوصف opis',
    externalId: 'externalid id productid recordid uid',
  },
}
